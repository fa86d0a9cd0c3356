package dev.attune.runner.plugin;

import dev.attune.api.data.DatasetFactory;
import dev.attune.api.encoder.EncoderFactory;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.temporal.TemporalFactory;
import java.util.Map;

/**
 * All components by kind and name, in alphabetical order.
 *
 * @param fusions fusion models
 * @param temporals temporal models
 * @param encoders encoders
 * @param datasets datasets
 * @param losses losses
 * @param metrics metrics
 */
public record ComponentRegistry(
        Map<String, FusionFactory<?>> fusions,
        Map<String, TemporalFactory<?>> temporals,
        Map<String, EncoderFactory<?>> encoders,
        Map<String, DatasetFactory<?>> datasets,
        Map<String, LossFactory<?>> losses,
        Map<String, MetricFactory<?>> metrics) {}
