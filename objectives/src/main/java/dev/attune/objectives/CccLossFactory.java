package dev.attune.objectives;

import dev.attune.api.Citation;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.loss.SequenceLoss;
import java.util.Optional;

/** Makes {@code ccc}. */
final class CccLossFactory implements LossFactory<CccLossConfig> {
    @Override
    public String name() {
        return "ccc";
    }

    @Override
    public Class<CccLossConfig> configType() {
        return CccLossConfig.class;
    }

    @Override
    public String summary() {
        return "One minus Lin's concordance correlation coefficient over valid frames, per sequence or per batch.";
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(Citations.LIN);
    }

    @Override
    public SequenceLoss create(CccLossConfig config) {
        return new CccLoss(config.over());
    }
}
