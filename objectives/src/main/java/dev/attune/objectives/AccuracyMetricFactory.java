package dev.attune.objectives;

import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;

/** Makes {@code accuracy}. */
final class AccuracyMetricFactory implements MetricFactory<AccuracyConfig> {
    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public Class<AccuracyConfig> configType() {
        return AccuracyConfig.class;
    }

    @Override
    public String summary() {
        return "Share of valid frames where prediction and label lie on the same side of a threshold.";
    }

    @Override
    public Metric create(AccuracyConfig config) {
        return new ConfusionMetric(name() + ' ' + config, config.threshold(), Confusion::accuracy);
    }
}
