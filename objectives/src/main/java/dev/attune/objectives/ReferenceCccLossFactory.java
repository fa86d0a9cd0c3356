package dev.attune.objectives;

import dev.attune.api.Citation;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.loss.SequenceLoss;
import java.util.Optional;

/** Makes {@code ccc-reference}. */
final class ReferenceCccLossFactory implements LossFactory<ReferenceCccLossConfig> {
    @Override
    public String name() {
        return "ccc-reference";
    }

    @Override
    public Class<ReferenceCccLossConfig> configType() {
        return ReferenceCccLossConfig.class;
    }

    @Override
    public String summary() {
        return "The CCC losses of the published RJCMA and JCA code with their deviations from Lin's formula;"
                + " not a number where predictions and labels are the same constant.";
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(Citations.RJCMA);
    }

    @Override
    public SequenceLoss create(ReferenceCccLossConfig config) {
        return new ReferenceCccLoss(config);
    }
}
