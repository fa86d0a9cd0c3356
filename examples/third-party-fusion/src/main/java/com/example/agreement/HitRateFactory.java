package com.example.agreement;

import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;

/** Makes metrics of how many frames are right. */
final class HitRateFactory implements MetricFactory<HitRateConfig> {
    @Override
    public String name() {
        return "hit-rate";
    }

    @Override
    public Class<HitRateConfig> configType() {
        return HitRateConfig.class;
    }

    @Override
    public String summary() {
        return "Share of valid frames whose prediction is no further than a tolerance from the label.";
    }

    @Override
    public Metric create(HitRateConfig config) {
        return new HitRateMetric(config);
    }
}
