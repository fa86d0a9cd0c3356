package dev.attune.objectives;

import dev.attune.api.metric.MetricFactory;
import dev.attune.testkit.MetricContract;
import java.util.SplittableRandom;

final class MacroF1MetricTest extends MetricContract<F1Config> {
    @Override
    protected MetricFactory<F1Config> factory() {
        return new F1MetricFactory();
    }

    @Override
    protected F1Config config() {
        return new F1Config(0.5, F1Config.Average.MACRO);
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
