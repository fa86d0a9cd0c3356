package dev.attune.objectives;

import dev.attune.api.loss.LossFactory;
import dev.attune.testkit.LossContract;

final class CccBatchLossTest extends LossContract<CccLossConfig> {
    @Override
    protected LossFactory<CccLossConfig> factory() {
        return new CccLossFactory();
    }

    @Override
    protected CccLossConfig config() {
        return new CccLossConfig(CccLossConfig.Over.BATCH);
    }
}
