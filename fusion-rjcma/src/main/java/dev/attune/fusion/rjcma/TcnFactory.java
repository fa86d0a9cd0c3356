package dev.attune.fusion.rjcma;

import dev.attune.api.Citation;
import dev.attune.api.Explanation;
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
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                level i = 0, 1, ..., of dilation 2^i:
                f(x) = Drop( LeakyReLU( conv_2( Drop( LeakyReLU( conv_1(x) ) ) ) ) )
                y    = LeakyReLU( f(x) + r(x) )     r: the identity, or a 1x1 convolution where the number of channels changes
                conv: causal, frame t sees t, t - 2^i, ..., t - (kernel - 1) 2^i; weight-normalised; LeakyReLU of slope 0.01
                last: BatchNorm over frames that exist, where it is switched on
                """,
                "(B, L, D) -> (B, L, last channel)",
                "Live prediction, as nothing looks ahead, and long windows, as all frames are computed at"
                        + " once; the published RJCMA.",
                "Context that lies further back than 1 + 2 (kernel - 1) (2^levels - 1) frames, which it cannot"
                        + " see."));
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
