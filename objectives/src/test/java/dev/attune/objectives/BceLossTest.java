package dev.attune.objectives;

import dev.attune.api.config.NoOptions;
import dev.attune.api.loss.LossFactory;
import dev.attune.testkit.LossContract;
import java.util.SplittableRandom;

final class BceLossTest extends LossContract<NoOptions> {
    @Override
    protected LossFactory<NoOptions> factory() {
        return ElementwiseLossFactory.bce();
    }

    @Override
    protected NoOptions config() {
        return new NoOptions();
    }

    @Override
    protected float label(SplittableRandom random) {
        return random.nextInt(2);
    }

    @Override
    protected float prediction(SplittableRandom random, float label) {
        return (float) random.nextDouble(0.2, 0.8);
    }
}
