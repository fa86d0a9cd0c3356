package com.example.agreement;

import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;

/** Makes metrics of how many frames are right. */
final class WithinFactory implements MetricFactory<WithinConfig> {
    @Override
    public String name() {
        return "within";
    }

    @Override
    public Class<WithinConfig> configType() {
        return WithinConfig.class;
    }

    @Override
    public String summary() {
        return "Share of valid frames whose prediction is no further than a tolerance from the label.";
    }

    @Override
    public Metric create(WithinConfig config) {
        return new WithinMetric(config);
    }
}
