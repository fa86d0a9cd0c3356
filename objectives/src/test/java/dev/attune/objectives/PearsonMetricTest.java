package dev.attune.objectives;

import dev.attune.api.config.NoOptions;
import dev.attune.api.metric.MetricFactory;
import dev.attune.testkit.MetricContract;

final class PearsonMetricTest extends MetricContract<NoOptions> {
    @Override
    protected MetricFactory<NoOptions> factory() {
        return PlainMetricFactory.pearson();
    }

    @Override
    protected NoOptions config() {
        return new NoOptions();
    }
}
