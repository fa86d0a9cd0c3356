package dev.attune.objectives;

import dev.attune.api.config.NoOptions;
import dev.attune.api.metric.MetricFactory;
import dev.attune.testkit.MetricContract;

final class RmseMetricTest extends MetricContract<NoOptions> {
    @Override
    protected MetricFactory<NoOptions> factory() {
        return PlainMetricFactory.rmse();
    }

    @Override
    protected NoOptions config() {
        return new NoOptions();
    }
}
