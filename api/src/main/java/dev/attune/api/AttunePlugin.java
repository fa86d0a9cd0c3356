package dev.attune.api;

import dev.attune.api.corpus.CorpusFactory;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.media.MediaFactory;
import dev.attune.api.media.TranscriberFactory;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.temporal.TemporalFactory;
import java.util.List;

/**
 * Contributes components to Attune; the one service that a plugin jar provides.
 *
 * <p>To write a plugin:
 *
 * <ol>
 *   <li>Depend on {@code dev.attune:api} with scope {@code provided}, and on {@code dev.attune:testkit} with scope {@code test}.
 *   <li>Write one public final class with a public no-argument constructor that implements this interface and does nothing but
 *       name its factories.
 *   <li>Return {@code ApiVersion.CURRENT} from {@link #apiVersion()}, literally: the compiler copies the value.
 *   <li>Name that class in {@code META-INF/services/dev.attune.api.AttunePlugin}.
 *   <li>Let one test per component extend the contract class of its kind from the testkit.
 * </ol>
 *
 * <p>Factories are asked for once per JVM. Neither the plugin nor a factory does any work in its constructor.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.STABLE, since = "0.1")
public interface AttunePlugin {
    /**
     * Returns the name of the plugin, for ever: it is written into saved runs.
     *
     * @return a name of the form {@code [a-z][a-z0-9-]{0,63}}
     */
    String id();

    /**
     * Returns the version of this interface that the plugin was compiled against.
     *
     * @return {@link ApiVersion#CURRENT}
     */
    int apiVersion();

    /** Returns the fusion models of this plugin. */
    default List<FusionFactory<?>> fusions() {
        return List.of();
    }

    /** Returns the temporal models of this plugin. */
    default List<TemporalFactory<?>> temporals() {
        return List.of();
    }

    /** Returns the encoders of this plugin. */
    default List<EncoderFactory<?>> encoders() {
        return List.of();
    }

    /** Returns the dataset types of this plugin. */
    default List<DatasetFactory<?>> datasets() {
        return List.of();
    }

    /** Returns the losses of this plugin. */
    default List<LossFactory<?>> losses() {
        return List.of();
    }

    /** Returns the metrics of this plugin. */
    default List<MetricFactory<?>> metrics() {
        return List.of();
    }

    /** Returns the ways of opening recordings that this plugin has. */
    default List<MediaFactory<?>> media() {
        return List.of();
    }

    /** Returns the transcribers of this plugin. */
    default List<TranscriberFactory<?>> transcribers() {
        return List.of();
    }

    /** Returns the corpora that this plugin can make. */
    default List<CorpusFactory<?>> corpora() {
        return List.of();
    }
}
