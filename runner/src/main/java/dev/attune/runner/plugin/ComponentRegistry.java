package dev.attune.runner.plugin;

import static java.util.Objects.requireNonNull;

import dev.attune.api.AttunePlugin;
import dev.attune.api.ComponentFactory;
import dev.attune.api.corpus.CorpusFactory;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.media.MediaFactory;
import dev.attune.api.media.TranscriberFactory;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.temporal.TemporalFactory;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All components by kind and name, in alphabetical order.
 *
 * @param fusions fusion models
 * @param temporals temporal models
 * @param encoders encoders
 * @param datasets datasets
 * @param losses losses
 * @param metrics metrics
 * @param media ways of opening recordings
 * @param transcribers transcribers
 * @param corpora corpora that can be made
 */
public record ComponentRegistry(
        Map<String, FusionFactory<?>> fusions,
        Map<String, TemporalFactory<?>> temporals,
        Map<String, EncoderFactory<?>> encoders,
        Map<String, DatasetFactory<?>> datasets,
        Map<String, LossFactory<?>> losses,
        Map<String, MetricFactory<?>> metrics,
        Map<String, MediaFactory<?>> media,
        Map<String, TranscriberFactory<?>> transcribers,
        Map<String, CorpusFactory<?>> corpora) {
    /** Copies the maps into alphabetical order. */
    public ComponentRegistry {
        fusions = sorted(fusions, "fusions");
        temporals = sorted(temporals, "temporals");
        encoders = sorted(encoders, "encoders");
        datasets = sorted(datasets, "datasets");
        losses = sorted(losses, "losses");
        metrics = sorted(metrics, "metrics");
        media = sorted(media, "media");
        transcribers = sorted(transcribers, "transcribers");
        corpora = sorted(corpora, "corpora");
    }

    private static <F> Map<String, F> sorted(Map<String, F> components, String name) {
        return Collections.unmodifiableMap(new TreeMap<>(requireNonNull(components, name + " is null")));
    }

    /**
     * Collects the components of plugins whose names are known to be unique, as {@link PluginHost} has checked.
     *
     * @param plugins any number
     * @throws IllegalArgumentException if two components of one kind have one name
     */
    public static ComponentRegistry of(Collection<? extends AttunePlugin> plugins) {
        return new ComponentRegistry(
                byName(plugins, AttunePlugin::fusions),
                byName(plugins, AttunePlugin::temporals),
                byName(plugins, AttunePlugin::encoders),
                byName(plugins, AttunePlugin::datasets),
                byName(plugins, AttunePlugin::losses),
                byName(plugins, AttunePlugin::metrics),
                byName(plugins, AttunePlugin::media),
                byName(plugins, AttunePlugin::transcribers),
                byName(plugins, AttunePlugin::corpora));
    }

    private static <F extends ComponentFactory<?>> Map<String, F> byName(
            Collection<? extends AttunePlugin> plugins, Function<AttunePlugin, List<F>> components) {
        Map<String, F> named = new TreeMap<>();
        for (AttunePlugin plugin : plugins) {
            for (F component : components.apply(plugin)) {
                if (named.put(component.name(), component) != null) {
                    throw new IllegalArgumentException("two components have the name " + component.name());
                }
            }
        }
        return named;
    }

    /**
     * Returns the components of one kind by name.
     *
     * @param kind which
     */
    public Map<String, ? extends ComponentFactory<?>> components(ComponentKind kind) {
        return switch (kind) {
            case FUSION -> fusions;
            case TEMPORAL -> temporals;
            case ENCODER -> encoders;
            case DATASET -> datasets;
            case LOSS -> losses;
            case METRIC -> metrics;
            case MEDIA -> media;
            case TRANSCRIBER -> transcribers;
            case CORPUS -> corpora;
        };
    }
}
