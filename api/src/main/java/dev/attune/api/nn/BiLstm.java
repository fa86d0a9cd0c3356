package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.attune.api.PublicApi;

/**
 * A stack of bidirectional long short-term memories (Hochreiter and Schmidhuber, 1997; Graves and Schmidhuber, 2005).
 *
 * <p>Each direction runs over the existing frames only: the backward one starts at a sequence's own last frame, so padding changes
 * nothing. Parameters carry the names and the gate order (input, forget, cell, output) of {@code torch.nn.LSTM}:
 * {@code weight_ih_l0}, {@code weight_hh_l0}, {@code bias_ih_l0}, {@code bias_hh_l0}, the same with {@code _reverse}, then layer 1.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class BiLstm extends BidirectionalStack {
    private static final int GATES = 4;

    /**
     * Makes a stack.
     *
     * @param inputs features in
     * @param hidden units of each direction; the output has twice as many features
     * @param layers how many are stacked, at least 1
     * @param dropout probability of dropping an element between layers
     * @param random gives the initial values
     */
    public BiLstm(int inputs, int hidden, int layers, double dropout, RandomSource random) {
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
        NDArray zero = zeroState(x, slots());
        return apply(pass, x, frames, zero, zero);
    }

    /**
     * Runs the stack from a given state.
     *
     * @param pass the pass
     * @param x (B, L, D)
     * @param frames boolean, (B, L); the frames that exist, a prefix of each row
     * @param hiddenState (2 layers, B, hidden): layer 0 forward, layer 0 backward, layer 1 forward, ...
     * @param cellState like hiddenState
     * @return (B, L, 2 hidden); zero at frames that do not exist
     */
    public NDArray apply(Pass pass, NDArray x, NDArray frames, NDArray hiddenState, NDArray cellState) {
        return run(pass, x, frames, (input, weights, slot) -> {
            String one = slot + ":" + (slot + 1);
            NDList state = new NDList(hiddenState.get(one), cellState.get(one)); // (1, B, hidden) each
            return input.getNDArrayInternal()
                    .lstm(input, state, weights, true, 1, 0, pass.training(), false, true)
                    .get(0);
        });
    }

    @Override
    NDArray compute(Pass pass, NDArray x, NDArray frames) {
        return apply(pass, x, frames);
    }
}
