package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.attune.api.PublicApi;
import java.util.List;

/**
 * A bidirectional LSTM from a learnt initial state, whose output is put beside its input, mapped, and brought to length one; the
 * sequence block of recursive joint attention (Praveen, Granger and Cardinal, ICASSP 2023).
 *
 * <pre>
 * v = [x ; BiLSTM(x)] W + b        (outputs)        y = v / max(‖v‖₂, 1e-12)        at each frame
 * </pre>
 *
 * <p>Parts: {@code rnn} ({@link BiLstm} of outputs/2 units a direction), {@code linear}; parameter {@code init_hidden} (4 layers,
 * outputs/2), whose first half of rows are hidden states, the other half cell states. Initial values are those of the authors' code
 * where they matter for a state: Xavier-uniform for {@code init_hidden}, PyTorch's defaults elsewhere.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class ResidualBiLstm extends Layer {
    private static final double SHORTEST = 1e-12;

    private final int layers;
    private final int hidden;
    private final Parameter initial;
    private final BiLstm recurrent;
    private final Linear linear;

    /**
     * Makes a block.
     *
     * @param inputs features in
     * @param outputs features out, an even number
     * @param layers how many LSTMs are stacked, at least 1
     * @param random gives the initial values
     */
    public ResidualBiLstm(int inputs, int outputs, int layers, RandomSource random) {
        if (outputs < 2 || outputs % 2 != 0) {
            throw new IllegalArgumentException(
                    "outputs must be an even number, one half for each direction, found " + outputs);
        }
        this.layers = layers;
        hidden = outputs / 2;
        initial = parameter("init_hidden", Init.xavier(hidden, 4L * layers, 1, random), 4L * layers, hidden);
        recurrent = child("rnn", new BiLstm(inputs, hidden, layers, 0, random));
        linear = child("linear", new Linear(inputs + outputs, outputs, true, random));
    }

    /**
     * Computes y.
     *
     * @param pass the pass
     * @param x (B, L, inputs); what stands at frames that do not exist does not matter
     * @param frames boolean, (B, L); the frames that exist, a prefix of each row
     * @return (B, L, outputs), each frame of length one
     */
    public NDArray apply(Pass pass, NDArray x, NDArray frames) {
        NDArray existing = Masks.apply(x, frames); // (B, L, inputs)
        NDArray states = pass.value(initial, x); // (4 layers, hidden)
        NDArray hiddenState = forEachWindow(states.get(":" + 2 * layers), x);
        NDArray cellState = forEachWindow(states.get(2 * layers + ":"), x);
        NDArray sequence = recurrent.apply(pass, existing, frames, hiddenState, cellState); // (B, L, outputs)
        NDArray mapped = linear.apply(pass, Sequences.concat(List.of(existing, sequence))); // v, (B, L, outputs)
        NDArray squared = mapped.mul(mapped).sum(new int[] {2}, true); // (B, L, 1)
        // The maximum before the root, because the slope of the root at 0 is infinite.
        return mapped.div(
                squared.maximum(Scalars.of(squared, SHORTEST * SHORTEST)).sqrt());
    }

    /** Repeats the states of all layers and directions, (2 layers, hidden), to (2 layers, B, hidden). */
    private NDArray forEachWindow(NDArray states, NDArray x) {
        return states.expandDims(1)
                .broadcast(new Shape(2L * layers, x.getShape().get(0), hidden));
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
