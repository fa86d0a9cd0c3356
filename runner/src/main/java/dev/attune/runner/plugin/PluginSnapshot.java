package dev.attune.runner.plugin;

import static java.util.Objects.requireNonNull;

import dev.attune.api.AttunePlugin;
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
 * The answers of a plugin, each asked for once: a plugin is promised that, and what was checked is then also what is used.
 *
 * @param id the plugin's identifier
 * @param apiVersion the version that it was compiled against
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
record PluginSnapshot(
        String id,
        int apiVersion,
        List<FusionFactory<?>> fusions,
        List<TemporalFactory<?>> temporals,
        List<EncoderFactory<?>> encoders,
        List<DatasetFactory<?>> datasets,
        List<LossFactory<?>> losses,
        List<MetricFactory<?>> metrics,
        List<MediaFactory<?>> media,
        List<TranscriberFactory<?>> transcribers,
        List<CorpusFactory<?>> corpora)
        implements AttunePlugin {
    /** Copies the lists; a null list or element is the plugin's fault. */
    PluginSnapshot {
        fusions = List.copyOf(requireNonNull(fusions, "fusions is null"));
        temporals = List.copyOf(requireNonNull(temporals, "temporals is null"));
        encoders = List.copyOf(requireNonNull(encoders, "encoders is null"));
        datasets = List.copyOf(requireNonNull(datasets, "datasets is null"));
        losses = List.copyOf(requireNonNull(losses, "losses is null"));
        metrics = List.copyOf(requireNonNull(metrics, "metrics is null"));
        media = List.copyOf(requireNonNull(media, "media is null"));
        transcribers = List.copyOf(requireNonNull(transcribers, "transcribers is null"));
        corpora = List.copyOf(requireNonNull(corpora, "corpora is null"));
    }

    static PluginSnapshot of(String id, int apiVersion, AttunePlugin plugin) {
        return new PluginSnapshot(
                id,
                apiVersion,
                plugin.fusions(),
                plugin.temporals(),
                plugin.encoders(),
                plugin.datasets(),
                plugin.losses(),
                plugin.metrics(),
                plugin.media(),
                plugin.transcribers(),
                plugin.corpora());
    }
}
