package dev.attune.fusion.rjcma;

import dev.attune.api.Citation;
import dev.attune.api.temporal.TemporalContext;
import dev.attune.api.temporal.TemporalFactory;
import dev.attune.api.temporal.TemporalModel;
import java.util.Optional;

/** Offers {@link Tcn} to configurations. */
final class TcnFactory implements TemporalFactory<TcnConfig> {
    @Override
    public String name() {
        return "tcn";
    }

    @Override
    public Class<TcnConfig> configType() {
        return TcnConfig.class;
    }

    @Override
    public String summary() {
        return "Temporal convolutional network: dilated causal convolutions with residual connections.";
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "Shaojie Bai, J. Zico Kolter and Vladlen Koltun: An Empirical Evaluation of Generic Convolutional and "
                        + "Recurrent Networks for Sequence Modeling, 2018",
                "arXiv:1803.01271",
                """
                @article{bai2018tcn,
                  title   = {An Empirical Evaluation of Generic Convolutional and Recurrent Networks for Sequence Modeling},
                  author  = {Bai, Shaojie and Kolter, J. Zico and Koltun, Vladlen},
                  journal = {arXiv:1803.01271},
                  year    = {2018}
                }
                """));
    }

    @Override
    public TemporalModel create(TcnConfig config, TemporalContext context) {
        return new Tcn(config, context.inputs(), context.random());
    }
}
