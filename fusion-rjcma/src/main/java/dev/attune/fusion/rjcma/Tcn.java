package dev.attune.fusion.rjcma;

import ai.djl.ndarray.NDArray;
import dev.attune.api.PublicApi;
import dev.attune.api.nn.MaskedBatchNorm;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.temporal.TemporalModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sees the past of each frame through a stack of dilated causal convolutions (temporal convolutional network).
 *
 * <p>Level i = 0, 1, ... has dilation 2^i and maps x (channels of the level before, L) to
 *
 * <pre>
 * f(x) = drop(LeakyReLU(conv_2(drop(LeakyReLU(conv_1(x))))))
 * y    = LeakyReLU(f(x) + r(x))          r: the identity, or a 1x1 convolution where the number of channels changes
 * </pre>
 *
 * with weight-normalised convolutions and a slope of 0.01; the last level's output may be batch-normalised over existing frames.
 * Frame t depends on the frames t - R + 1, ..., t only, R = 1 + 2 (kernel - 1) (2^levels - 1): 121 frames for 4 levels and
 * kernel 5. Padding is a suffix, so it reaches no existing frame.
 *
 * <p><b>Use it</b> before a fusion that looks at windows as a whole, and where predictions must not look ahead. <b>Do not use it</b>
 * where context longer than R matters.
 *
 * <p>The network of the published RJCMA code: parameters carry its names, {@code network.{i}.conv1.weight_g} (out, 1, 1),
 * {@code weight_v} (out, in, kernel), {@code bias} (out), {@code network.{i}.downsample.weight} (out, in, 1), then
 * {@code bn.weight} and so on. Initial values are PyTorch's defaults, but Xavier-uniform with gain sqrt(2) for the 1x1
 * convolutions: the published code asks for it everywhere, and weight normalisation undoes it everywhere else.
 *
 * <pre>
 * &#64;article{bai2018tcn,
 *   title   = {An Empirical Evaluation of Generic Convolutional and Recurrent Networks for Sequence Modeling},
 *   author  = {Bai, Shaojie and Kolter, J. Zico and Koltun, Vladlen},
 *   journal = {arXiv:1803.01271},
 *   year    = {2018}
 * }
 * </pre>
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Tcn extends TemporalModel {
    private final int outputs;
    private final List<TcnLevel> levels = new ArrayList<>();
    private final @Nullable MaskedBatchNorm norm;

    /**
     * Makes a network.
     *
     * @param config the options
     * @param inputs features per frame, at least 1
     * @param random gives initial values
     */
    public Tcn(TcnConfig config, int inputs, RandomSource random) {
        int channels = inputs;
        for (int level = 0; level < config.channels().size(); level++) {
            int next = config.channels().get(level);
            levels.add(child(
                    "network." + level,
                    new TcnLevel(channels, next, config.kernel(), 1 << level, config.dropout(), random)));
            channels = next;
        }
        outputs = channels;
        norm = config.norm() ? child("bn", new MaskedBatchNorm(outputs)) : null;
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public NDArray apply(Pass pass, NDArray x, NDArray frames) {
        NDArray sequence = x.transpose(0, 2, 1); // (B, D, L), as convolutions want it
        for (TcnLevel level : levels) {
            sequence = level.apply(pass, sequence);
        }
        NDArray output = sequence.transpose(0, 2, 1); // (B, L, outputs)
        return norm == null ? output : norm.apply(pass, output, frames);
    }
}
