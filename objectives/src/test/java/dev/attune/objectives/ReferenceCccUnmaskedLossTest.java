package dev.attune.objectives;

import dev.attune.api.loss.LossFactory;
import dev.attune.testkit.LossContract;
import dev.attune.testkit.LossProperty;
import java.util.EnumSet;
import java.util.Set;

final class ReferenceCccUnmaskedLossTest extends LossContract<ReferenceCccLossConfig> {
    @Override
    protected LossFactory<ReferenceCccLossConfig> factory() {
        return new ReferenceCccLossFactory();
    }

    @Override
    protected ReferenceCccLossConfig config() {
        return new ReferenceCccLossConfig(ReferenceCccLossConfig.Variant.RJCMA, false);
    }

    @Override
    protected Set<LossProperty> lacks() {
        return EnumSet.of(
                LossProperty.FINITE_ON_EQUAL_CONSTANTS,
                LossProperty.ZERO_AT_PERFECT_PREDICTION,
                LossProperty.IGNORES_MASKED_VALUES);
    }
}
