package dev.attune.objectives;

import dev.attune.api.metric.MetricFactory;
import dev.attune.testkit.MetricContract;
import java.util.SplittableRandom;

final class AccuracyMetricTest extends MetricContract<AccuracyConfig> {
    @Override
    protected MetricFactory<AccuracyConfig> factory() {
        return new AccuracyMetricFactory();
    }

    @Override
    protected AccuracyConfig config() {
        return new AccuracyConfig(0.5);
    }

    @Override
    protected double label(SplittableRandom random) {
        return random.nextInt(2);
    }

    @Override
    protected boolean shiftInvariant() {
        return false;
    }
}
