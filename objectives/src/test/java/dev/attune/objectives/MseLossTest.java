package dev.attune.objectives;

import dev.attune.api.config.NoOptions;
import dev.attune.api.loss.LossFactory;
import dev.attune.testkit.LossContract;

final class MseLossTest extends LossContract<NoOptions> {
    @Override
    protected LossFactory<NoOptions> factory() {
        return ElementwiseLossFactory.mse();
    }

    @Override
    protected NoOptions config() {
        return new NoOptions();
    }
}
