package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.attune.api.PublicApi;
import java.util.ArrayList;
import java.util.List;

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
public final class BiLstm extends Layer {
    private final int hidden;
    private final List<Direction> forwards = new ArrayList<>();
    private final List<Direction> backwards = new ArrayList<>();
    private final Dropout dropout;

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
        this.hidden = hidden;
        this.dropout = new Dropout(dropout);
        for (int layer = 0; layer < layers; layer++) {
            int width = layer == 0 ? inputs : 2 * hidden;
            forwards.add(direction(width, "_l" + layer, random));
            backwards.add(direction(width, "_l" + layer + "_reverse", random));
        }
    }

    private record Direction(
            Parameter inputWeight, Parameter hiddenWeight, Parameter inputBias, Parameter hiddenBias) {}

    private Direction direction(int width, String suffix, RandomSource random) {
        return new Direction(
                parameter("weight_ih" + suffix, Init.fanIn(hidden, random), 4L * hidden, width),
                parameter("weight_hh" + suffix, Init.fanIn(hidden, random), 4L * hidden, hidden),
                parameter("bias_ih" + suffix, Init.fanIn(hidden, random), 4L * hidden),
                parameter("bias_hh" + suffix, Init.fanIn(hidden, random), 4L * hidden));
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
        NDArray zero = x.getManager()
                .zeros(new Shape(2L * forwards.size(), x.getShape().get(0), hidden));
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
        Reversal reversal = new Reversal(frames);
        NDArray sequence = x;
        for (int layer = 0; layer < forwards.size(); layer++) {
            NDArray input = layer == 0 ? sequence : dropout.apply(pass, sequence);
            NDArray ahead = run(pass, forwards.get(layer), input, hiddenState, cellState, 2 * layer);
            NDArray behind =
                    run(pass, backwards.get(layer), reversal.apply(input), hiddenState, cellState, 2 * layer + 1);
            sequence = Masks.apply(NDArrays.concat(new NDList(ahead, reversal.apply(behind)), 2), frames);
        }
        return sequence;
    }

    private NDArray run(Pass pass, Direction direction, NDArray x, NDArray hiddenState, NDArray cellState, int slot) {
        NDList weights = new NDList(
                pass.value(direction.inputWeight, x),
                pass.value(direction.hiddenWeight, x),
                pass.value(direction.inputBias, x),
                pass.value(direction.hiddenBias, x));
        String one = slot + ":" + (slot + 1);
        NDList state = new NDList(hiddenState.get(one), cellState.get(one)); // (1, B, hidden) each
        return x.getNDArrayInternal()
                .lstm(x, state, weights, true, 1, 0, pass.training(), false, true)
                .get(0); // (B, L, hidden)
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        return new NDList(apply(pass, inputs.get(0), inputs.get(1)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), x.get(1), 2L * hidden)};
    }
}
