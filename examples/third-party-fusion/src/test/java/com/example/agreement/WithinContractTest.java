package com.example.agreement;

import dev.attune.api.metric.MetricFactory;
import dev.attune.testkit.MetricContract;

final class WithinContractTest extends MetricContract<WithinConfig> {
    @Override
    protected MetricFactory<WithinConfig> factory() {
        return new WithinFactory();
    }

    @Override
    protected WithinConfig config() {
        return new WithinConfig(0.1);
    }
}
