package dev.attune.api.fusion;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.PublicApi;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Pass;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A DJL block that fuses the sequences of all modalities.
 *
 * <p>To write a fusion model:
 *
 * <ol>
 *   <li>In the constructor, build its parts from {@code dev.attune.api.nn} for the modalities of a {@link FusionContext}, however
 *       many and whatever their names. If weights are tied to the window length, call {@link #requireWindowLength}.
 *   <li>Return from {@link #outputs} how many features per frame the model gives.
 *   <li>In {@link #combine}, compute. Never branch on the value of a tensor, never use a Java number as an operand
 *       ({@link dev.attune.api.nn.Scalars}), and let frames that do not exist influence nothing: apply {@code Masks.apply(x,
 *       batch.frames())} before anything that mixes frames, and again after a bias.
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
    private final Map<String, Integer> modalities;
    private final int windowLength;
    private boolean fixedLength;

    /**
     * Makes a model without parts.
     *
     * @param context what it is built for
     */
    protected FusionModel(FusionContext context) {
        this(context.modalities(), context.windowLength());
    }

    /**
     * Makes a model without parts, outside an experiment.
     *
     * @param modalities name to features per frame, D_m, in the order of the batch; at least one
     * @param windowLength frames per window, L
     */
    protected FusionModel(Map<String, Integer> modalities, int windowLength) {
        this.modalities = Collections.unmodifiableMap(new LinkedHashMap<>(modalities));
        this.windowLength = windowLength;
        if (modalities.isEmpty() || modalities.values().stream().anyMatch(dimension -> dimension < 1)) {
            throw new IllegalArgumentException(
                    "a fusion needs at least one modality, each of at least one feature, found " + modalities);
        }
    }

    /** Refuses windows of another length than the context's from now on, because weights are tied to it. */
    protected final void requireWindowLength() {
        fixedLength = true;
    }

    /** Returns the names of the modalities, in order. */
    public final List<String> names() {
        return List.copyOf(modalities.keySet());
    }

    /** Returns the features per frame of the modalities, D_m, in order. */
    public final List<Integer> dimensions() {
        return List.copyOf(modalities.values());
    }

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
     * @param batch the sequences, in the order of the context; what stands at frames that do not exist does not matter
     * @throws IllegalArgumentException if the batch has another number of modalities, features or, where weights are tied to it, frames
     *     than the model was built for
     */
    public final FusionOutput fuse(Pass pass, ModalityBatch batch) {
        requireShapes(batch);
        return combine(pass, batch);
    }

    /**
     * Computes what {@link #fuse} gives.
     *
     * @param pass the pass
     * @param batch the sequences, of the shapes that the model was built for
     */
    protected abstract FusionOutput combine(Pass pass, ModalityBatch batch);

    private void requireShapes(ModalityBatch batch) {
        List<Integer> dimensions = dimensions();
        if (batch.size() != dimensions.size()) {
            throw new IllegalArgumentException("the fusion was built for " + dimensions.size()
                    + (dimensions.size() == 1 ? " modality, " : " modalities, ") + String.join(", ", names())
                    + ", found " + batch.size());
        }
        for (int m = 0; m < dimensions.size(); m++) {
            Shape shape = batch.sequence(m).getShape(); // (B, L, D_m)
            if (shape.get(2) != dimensions.get(m)) {
                throw new IllegalArgumentException("the fusion was built for " + dimensions.get(m) + " features of "
                        + names().get(m) + ", found " + shape.get(2));
            }
            if (fixedLength && shape.get(1) != windowLength) {
                throw new IllegalArgumentException("the fusion was built for windows of " + windowLength
                        + " frames, found " + shape.get(1) + "; pad shorter windows and mask the padding");
            }
        }
    }

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
