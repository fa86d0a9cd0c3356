package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import dev.attune.api.nn.Activations;
import dev.attune.api.nn.Init;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs one long short-term memory for each of several sequences, side by side and forwards in time, and shows their cells
 * at every frame, which a fused implementation keeps to itself.
 *
 * <pre>
 * i, f, o = σ(W x_t + b + U h_{t-1} + c)      g = tanh(W x_t + b + U h_{t-1} + c), each with its own W, b, U, c
 * s_t = f ⊙ s_{t-1} + i ⊙ g                    h_t = o ⊙ tanh(s_t)
 * </pre>
 *
 * <p>States are zero at first. Frames that do not exist follow all that do, so they change nothing. Parameters, with m the index of the
 * sequence and gates in the order i, f, g, o: {@code m.weight_ih} (4 hidden, D_m), {@code m.weight_hh} (4 hidden, hidden),
 * {@code m.bias_ih}, {@code m.bias_hh}.
 */
final class LstmCells extends Layer {
    private final int hidden;
    private final List<Cell> cells = new ArrayList<>();

    /** The parameters of one memory. */
    private record Cell(Parameter inputWeight, Parameter hiddenWeight, Parameter inputBias, Parameter hiddenBias) {}

    /**
     * Makes memories.
     *
     * @param inputs features of each sequence
     * @param hidden units of each memory
     * @param random gives the initial values
     */
    LstmCells(List<Integer> inputs, int hidden, RandomSource random) {
        this.hidden = hidden;
        for (int width : inputs) {
            int m = cells.size();
            cells.add(new Cell(
                    parameter(m + ".weight_ih", Init.fanIn(hidden, random), 4L * hidden, width),
                    parameter(m + ".weight_hh", Init.fanIn(hidden, random), 4L * hidden, hidden),
                    parameter(m + ".bias_ih", Init.fanIn(hidden, random), 4L * hidden),
                    parameter(m + ".bias_hh", Init.fanIn(hidden, random), 4L * hidden)));
        }
    }

    /** What the memories hold at every frame. */
    static final class States {
        private final NDArray hidden;
        private final NDArray cells;
        private final NDArray cellsBefore;

        private States(NDArray hidden, NDArray cells, NDArray cellsBefore) {
            this.hidden = hidden;
            this.cells = cells;
            this.cellsBefore = cellsBefore;
        }

        /** Returns the outputs, h_t of each memory side by side, (B, L, n hidden). */
        NDArray hidden() {
            return hidden;
        }

        /** Returns the cells, s_t of each memory side by side, (B, L, n hidden). */
        NDArray cells() {
            return cells;
        }

        /** Returns the cells one frame before, s_{t-1}, (B, L, n hidden). */
        NDArray cellsBefore() {
            return cellsBefore;
        }
    }

    /**
     * Runs the memories.
     *
     * @param pass the pass
     * @param sequences (B, L, D_m) each
     */
    States apply(Pass pass, List<NDArray> sequences) {
        NDList frames = FrameByFrame.cut(fromInputs(pass, sequences)); // L times (n, B, 4 hidden)
        NDArray weight = hiddenWeights(pass, sequences.get(0)); // (n, hidden, 4 hidden)
        Shape shape = frames.head().getShape();
        NDArray cell = weight.getManager().zeros(new Shape(shape.get(0), shape.get(1), hidden)); // (n, B, hidden)
        NDArray output = cell;
        NDList before = new NDList();
        NDList cellsThen = new NDList();
        NDList outputs = new NDList();
        for (NDArray frame : frames) {
            before.add(cell);
            NDList gates = frame.add(output.matMul(weight)).split(4, 2); // (n, B, hidden) each
            NDArray kept = Activations.sigmoid(gates.get(1)).mul(cell);
            cell = kept.add(Activations.sigmoid(gates.get(0)).mul(gates.get(2).tanh()));
            output = Activations.sigmoid(gates.get(3)).mul(cell.tanh());
            cellsThen.add(cell);
            outputs.add(output);
        }
        return new States(FrameByFrame.join(outputs), FrameByFrame.join(cellsThen), FrameByFrame.join(before));
    }

    /** Returns what inputs and biases give to the gates, for all frames at once: (B, L, 4 hidden) each. */
    private List<NDArray> fromInputs(Pass pass, List<NDArray> sequences) {
        List<NDArray> gates = new ArrayList<>();
        for (int m = 0; m < cells.size(); m++) {
            NDArray x = sequences.get(m); // (B, L, D_m)
            Cell cell = cells.get(m);
            NDArray bias = pass.value(cell.inputBias, x).add(pass.value(cell.hiddenBias, x)); // (4 hidden)
            gates.add(Linear.linear(x, pass.value(cell.inputWeight, x), bias).singletonOrThrow());
        }
        return gates;
    }

    private NDArray hiddenWeights(Pass pass, NDArray like) {
        NDList weights = new NDList();
        cells.forEach(cell -> weights.add(pass.value(cell.hiddenWeight, like).transpose())); // (hidden, 4 hidden)
        return NDArrays.stack(weights, 0);
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        States states = apply(pass, inputs);
        return new NDList(states.hidden(), states.cells(), states.cellsBefore());
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        Shape each = new Shape(x.get(0), x.get(1), (long) cells.size() * hidden);
        return new Shape[] {each, each, each};
    }
}
