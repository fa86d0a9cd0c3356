package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import dev.attune.api.PublicApi;

/**
 * A stack of bidirectional gated recurrent units (after Cho et al., EMNLP 2014), in the form of PyTorch and cuDNN.
 *
 * <pre>
 * r = σ( W_ir x + b_ir + W_hr h + b_hr )
 * z = σ( W_iz x + b_iz + W_hz h + b_hz )
 * n = tanh( W_in x + b_in + r ⊙ (W_hn h + b_hn) )
 * h' = (1 - z) ⊙ n + z ⊙ h
 * </pre>
 *
 * <p>The reset gate r acts after the product with W_hn; in the paper it acts on h before it.
 *
 * <p>Each direction runs over the existing frames only: the backward one starts at a sequence's own last frame, so padding changes
 * nothing. Parameters carry the names and the gate order (r, z, n) of {@code torch.nn.GRU}: {@code weight_ih_l0},
 * {@code weight_hh_l0}, {@code bias_ih_l0}, {@code bias_hh_l0}, the same with {@code _reverse}, then layer 1.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class BiGru extends BidirectionalStack {
    private static final int GATES = 3;

    /**
     * Makes a stack.
     *
     * @param inputs features in
     * @param hidden units of each direction; the output has twice as many features
     * @param layers how many are stacked, at least 1
     * @param dropout probability of dropping an element between layers
     * @param random gives the initial values
     */
    public BiGru(int inputs, int hidden, int layers, double dropout, RandomSource random) {
        super(GATES, inputs, hidden, layers, dropout, random);
    }

    /**
     * Runs the stack from a zero state.
     *
     * @param pass the pass
     * @param x (B, L, D)
     * @param frames boolean, (B, L); the frames that exist, a prefix of each row
     * @return (B, L, 2 hidden); zero at frames that do not exist
     */
    public NDArray apply(Pass pass, NDArray x, NDArray frames) {
        return run(
                pass,
                x,
                frames,
                (input, weights, slot) -> input.getNDArrayInternal()
                        .gru(input, zeroState(input, 1), weights, true, 1, 0, pass.training(), false, true)
                        .get(0));
    }

    @Override
    NDArray compute(Pass pass, NDArray x, NDArray frames) {
        return apply(pass, x, frames);
    }
}
