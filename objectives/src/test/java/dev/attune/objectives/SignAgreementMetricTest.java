package dev.attune.objectives;

import dev.attune.api.config.NoOptions;
import dev.attune.api.metric.MetricFactory;
import dev.attune.testkit.MetricContract;

final class SignAgreementMetricTest extends MetricContract<NoOptions> {
    @Override
    protected MetricFactory<NoOptions> factory() {
        return PlainMetricFactory.signAgreement();
    }

    @Override
    protected NoOptions config() {
        return new NoOptions();
    }

    @Override
    protected boolean shiftInvariant() {
        return false;
    }
}
