package com.example.agreement;

import dev.attune.api.metric.MetricFactory;
import dev.attune.testkit.MetricContract;

final class HitRateContractTest extends MetricContract<HitRateConfig> {
    @Override
    protected MetricFactory<HitRateConfig> factory() {
        return new HitRateFactory();
    }

    @Override
    protected HitRateConfig config() {
        return new HitRateConfig(0.1);
    }
}
