package dev.attune.api.temporal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.PublicApi;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Pass;

/**
 * A layer that maps the sequence of one modality to a sequence of the same length.
 *
 * <p>As a block its inputs are x (B, L, D) and frames (B, L), boolean; its output is (B, L, {@link #outputs}).
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public abstract class TemporalModel extends Layer {
    /** Makes a model without parts. */
    protected TemporalModel() {}

    /** Returns the number of features per frame that it gives. */
    public abstract int outputs();

    /**
     * Computes the new sequence. Frames that do not exist must not influence those that do.
     *
     * @param pass the pass
     * @param x (B, L, D); zero where the modality is missing
     * @param frames boolean, (B, L); the frames that exist, a prefix of each row
     * @return (B, L, outputs)
     */
    public abstract NDArray apply(Pass pass, NDArray x, NDArray frames);

    @Override
    protected final NDList compute(Pass pass, NDList inputs) {
        return new NDList(apply(pass, inputs.get(0), inputs.get(1)));
    }

    @Override
    public final Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), x.get(1), outputs())};
    }
}
