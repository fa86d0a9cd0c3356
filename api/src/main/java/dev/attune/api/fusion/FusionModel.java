package dev.attune.api.fusion;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.PublicApi;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Pass;

/**
 * A DJL block that fuses the sequences of all modalities.
 *
 * <p>To write a fusion model:
 *
 * <ol>
 *   <li>In the constructor, build its parts from {@code dev.attune.api.nn} for the modalities of a {@link FusionContext}, however
 *       many and whatever their names.
 *   <li>Return from {@link #outputs} how many features per frame {@link #fuse} gives.
 *   <li>In {@link #fuse}, compute. Never branch on the value of a tensor, never use a Java number as an operand
 *       ({@link dev.attune.api.nn.Scalars}), and let frames that do not exist influence nothing: multiply by
 *       {@code Masks.column(batch.frames())} before anything that mixes frames.
 *   <li>Extend {@code FusionContract} of the testkit: it checks all of this.
 * </ol>
 *
 * <p>As a block, its inputs are n sequences (B, L, D_m), n masks (B, L) and the frame mask (B, L); its first output is the fused
 * sequence. {@link ModalityBatch} and {@link FusionOutput} translate.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public abstract class FusionModel extends Layer implements AutoCloseable {
    /** Makes a model without parts. */
    protected FusionModel() {}

    /** Returns the number of features per frame of the fused sequence, or the number of targets if it gives predictions. */
    public abstract int outputs();

    /**
     * Returns whether {@link #fuse} gives finished predictions, {@link FusionOutput#predicted}, so that no head is built.
     */
    public boolean givesPredictions() {
        return false;
    }

    /**
     * Fuses a batch.
     *
     * @param pass the pass
     * @param batch the sequences, in the order of the context
     */
    public abstract FusionOutput fuse(Pass pass, ModalityBatch batch);

    @Override
    protected final NDList compute(Pass pass, NDList inputs) {
        return fuse(pass, ModalityBatch.fromList(inputs)).toList();
    }

    @Override
    public final Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), x.get(1), outputs())};
    }

    /** Frees native memory that the model holds beside its parameters; by default there is none. */
    @Override
    public void close() {}
}
