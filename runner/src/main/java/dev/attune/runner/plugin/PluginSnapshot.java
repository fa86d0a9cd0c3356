package dev.attune.runner.plugin;

import dev.attune.api.AttunePlugin;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.loss.LossFactory;
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
 */
record PluginSnapshot(
        String id,
        int apiVersion,
        List<FusionFactory<?>> fusions,
        List<TemporalFactory<?>> temporals,
        List<EncoderFactory<?>> encoders,
        List<DatasetFactory<?>> datasets,
        List<LossFactory<?>> losses,
        List<MetricFactory<?>> metrics)
        implements AttunePlugin {
    /** Copies the lists; a null list or element is the plugin's fault. */
    PluginSnapshot {
        fusions = List.copyOf(fusions);
        temporals = List.copyOf(temporals);
        encoders = List.copyOf(encoders);
        datasets = List.copyOf(datasets);
        losses = List.copyOf(losses);
        metrics = List.copyOf(metrics);
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
                plugin.metrics());
    }
}
