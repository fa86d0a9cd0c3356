package dev.attune.objectives;

import dev.attune.api.metric.MetricFactory;
import dev.attune.testkit.MetricContract;

final class WeightedF1MetricTest extends MetricContract<F1Config> {
    @Override
    protected MetricFactory<F1Config> factory() {
        return new F1MetricFactory();
    }

    @Override
    protected F1Config config() {
        return new F1Config(0, F1Config.Average.WEIGHTED);
    }

    @Override
    protected boolean shiftInvariant() {
        return false;
    }
}
