package dev.attune.objectives;

import dev.attune.api.config.NoOptions;
import dev.attune.api.metric.MetricFactory;
import dev.attune.testkit.MetricContract;

final class ReferenceCccMetricTest extends MetricContract<NoOptions> {
    @Override
    protected MetricFactory<NoOptions> factory() {
        return PlainMetricFactory.referenceCcc();
    }

    @Override
    protected NoOptions config() {
        return new NoOptions();
    }
}
