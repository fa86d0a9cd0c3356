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
public final class BiGru extends Layer {
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
    public BiGru(int inputs, int hidden, int layers, double dropout, RandomSource random) {
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
                parameter("weight_ih" + suffix, Init.fanIn(hidden, random), 3L * hidden, width),
                parameter("weight_hh" + suffix, Init.fanIn(hidden, random), 3L * hidden, hidden),
                parameter("bias_ih" + suffix, Init.fanIn(hidden, random), 3L * hidden),
                parameter("bias_hh" + suffix, Init.fanIn(hidden, random), 3L * hidden));
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
        Reversal reversal = new Reversal(frames);
        NDArray sequence = x;
        for (int layer = 0; layer < forwards.size(); layer++) {
            NDArray input = layer == 0 ? sequence : dropout.apply(pass, sequence);
            NDArray ahead = run(pass, forwards.get(layer), input);
            NDArray behind = reversal.apply(run(pass, backwards.get(layer), reversal.apply(input)));
            sequence = Masks.apply(NDArrays.concat(new NDList(ahead, behind), 2), frames);
        }
        return sequence;
    }

    private NDArray run(Pass pass, Direction direction, NDArray x) {
        NDList weights = new NDList(
                pass.value(direction.inputWeight, x),
                pass.value(direction.hiddenWeight, x),
                pass.value(direction.inputBias, x),
                pass.value(direction.hiddenBias, x));
        NDArray state = x.getManager().zeros(new Shape(1, x.getShape().get(0), hidden), x.getDataType());
        return x.getNDArrayInternal()
                .gru(x, state, weights, true, 1, 0, pass.training(), false, true)
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
