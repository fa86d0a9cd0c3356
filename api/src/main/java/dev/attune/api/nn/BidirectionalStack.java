package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * What bidirectional recurrent layers share: a stack of layers, each with a forward and a backward direction, over the existing frames.
 *
 * <p>Each direction runs over the existing frames only: the backward one starts at a sequence's own last frame, so padding changes
 * nothing. Parameters carry PyTorch's names: {@code weight_ih_l0}, {@code weight_hh_l0}, {@code bias_ih_l0}, {@code bias_hh_l0}, the
 * same with {@code _reverse}, then layer 1.
 */
abstract class BidirectionalStack extends Layer {
    private final int hidden;
    private final List<Direction> forwards = new ArrayList<>();
    private final List<Direction> backwards = new ArrayList<>();
    private final Dropout dropout;

    private record Direction(
            Parameter inputWeight, Parameter hiddenWeight, Parameter inputBias, Parameter hiddenBias) {}

    /** One direction of one layer. */
    @FunctionalInterface
    interface Cells {
        /**
         * Runs over a batch.
         *
         * @param x (B, L, D)
         * @param weights those of input and hidden state, then their biases
         * @param slot 0 for layer 0 forward, 1 for layer 0 backward, 2 for layer 1 forward, ...
         * @return (B, L, hidden)
         */
        NDArray run(NDArray x, NDList weights, int slot);
    }

    /** Makes a stack whose weights hold so many gates one below the other. */
    BidirectionalStack(int gates, int inputs, int hidden, int layers, double dropout, RandomSource random) {
        this.hidden = hidden;
        this.dropout = new Dropout(dropout);
        for (int layer = 0; layer < layers; layer++) {
            int width = layer == 0 ? inputs : 2 * hidden;
            forwards.add(direction(gates, width, "_l" + layer, random));
            backwards.add(direction(gates, width, "_l" + layer + "_reverse", random));
        }
    }

    private Direction direction(int gates, int width, String suffix, RandomSource random) {
        long rows = (long) gates * hidden;
        return new Direction(
                parameter("weight_ih" + suffix, Init.fanIn(hidden, random), rows, width),
                parameter("weight_hh" + suffix, Init.fanIn(hidden, random), rows, hidden),
                parameter("bias_ih" + suffix, Init.fanIn(hidden, random), rows),
                parameter("bias_hh" + suffix, Init.fanIn(hidden, random), rows));
    }

    /** Returns a zero state of some directions, (slots, B, hidden). */
    final NDArray zeroState(NDArray x, int slots) {
        return x.getManager().zeros(new Shape(slots, x.getShape().get(0), hidden), x.getDataType());
    }

    /** Returns the number of directions of all layers. */
    final int slots() {
        return 2 * forwards.size();
    }

    /** Runs the stack; (B, L, 2 hidden), zero at frames that do not exist. */
    final NDArray run(Pass pass, NDArray x, NDArray frames, Cells cells) {
        Reversal reversal = new Reversal(frames);
        NDArray sequence = x;
        for (int layer = 0; layer < forwards.size(); layer++) {
            NDArray input = layer == 0 ? sequence : dropout.apply(pass, sequence);
            NDArray ahead = cells.run(input, weights(pass, forwards.get(layer), input), 2 * layer);
            NDArray behind =
                    cells.run(reversal.apply(input), weights(pass, backwards.get(layer), input), 2 * layer + 1);
            sequence = Masks.apply(NDArrays.concat(new NDList(ahead, reversal.apply(behind)), 2), frames);
        }
        return sequence;
    }

    private static NDList weights(Pass pass, Direction direction, NDArray like) {
        return new NDList(
                pass.value(direction.inputWeight, like),
                pass.value(direction.hiddenWeight, like),
                pass.value(direction.inputBias, like),
                pass.value(direction.hiddenBias, like));
    }

    /** Runs the stack from a zero state. */
    abstract NDArray compute(Pass pass, NDArray x, NDArray frames);

    @Override
    protected final NDList compute(Pass pass, NDList inputs) {
        return new NDList(compute(pass, inputs.get(0), inputs.get(1)));
    }

    @Override
    public final Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), x.get(1), 2L * hidden)};
    }
}
