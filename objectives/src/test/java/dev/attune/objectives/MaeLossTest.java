package dev.attune.objectives;

import dev.attune.api.config.NoOptions;
import dev.attune.api.loss.LossFactory;
import dev.attune.testkit.LossContract;

final class MaeLossTest extends LossContract<NoOptions> {
    @Override
    protected LossFactory<NoOptions> factory() {
        return ElementwiseLossFactory.mae();
    }

    @Override
    protected NoOptions config() {
        return new NoOptions();
    }
}
