package dev.attune.testkit;

import dev.attune.api.config.NoOptions;
import dev.attune.api.loss.LossFactory;
import dev.attune.api.loss.SequenceLoss;
import java.util.EnumSet;
import java.util.Set;

/** The contract applied to a loss that is given. Top-level, so that nothing takes it for a test class. */
final class GivenLossContract extends LossContract<NoOptions> {
    private final SequenceLoss loss;
    private final Set<LossProperty> lacks;

    GivenLossContract(SequenceLoss loss) {
        this(loss, EnumSet.noneOf(LossProperty.class));
    }

    GivenLossContract(SequenceLoss loss, Set<LossProperty> lacks) {
        this.loss = loss;
        this.lacks = lacks;
    }

    @Override
    protected Set<LossProperty> lacks() {
        return lacks;
    }

    @Override
    protected LossFactory<NoOptions> factory() {
        return new LossFactory<>() {
            @Override
            public String name() {
                return "example";
            }

            @Override
            public Class<NoOptions> configType() {
                return NoOptions.class;
            }

            @Override
            public String summary() {
                return "A loss to try the contract on.";
            }

            @Override
            public SequenceLoss create(NoOptions config) {
                return loss;
            }
        };
    }

    @Override
    protected NoOptions config() {
        return new NoOptions();
    }
}
