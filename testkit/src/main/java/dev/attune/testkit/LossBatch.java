package dev.attune.testkit;

import ai.djl.ndarray.types.Shape;
import dev.attune.api.PublicApi;

/**
 * Predictions, labels and a mask on which a loss is evaluated, as plain arrays of shape (B, L, T) in C order.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class LossBatch {
    private final int sequences;
    private final int length;
    private final int targets;
    private final float[] predictions;
    private final float[] labels;
    private final boolean[] mask;

    /**
     * Copies values.
     *
     * @param sequences B
     * @param length L
     * @param targets T
     * @param predictions B · L · T values
     * @param labels as many
     * @param mask as many, true where the label is valid
     */
    public LossBatch(int sequences, int length, int targets, float[] predictions, float[] labels, boolean[] mask) {
        int size = sequences * length * targets;
        if (predictions.length != size || labels.length != size || mask.length != size) {
            throw new IllegalArgumentException("a batch of (" + sequences + ", " + length + ", " + targets + ") needs "
                    + size + " values of each kind, found " + predictions.length + " predictions, " + labels.length
                    + " labels and " + mask.length + " of the mask");
        }
        this.sequences = sequences;
        this.length = length;
        this.targets = targets;
        this.predictions = predictions.clone();
        this.labels = labels.clone();
        this.mask = mask.clone();
    }

    /** Returns (B, L, T). */
    public Shape shape() {
        return new Shape(sequences, length, targets);
    }

    /** Returns a copy of the predictions. */
    public float[] predictions() {
        return predictions.clone();
    }

    /** Returns a copy of the labels. */
    public float[] labels() {
        return labels.clone();
    }

    /** Returns a copy of the mask. */
    public boolean[] mask() {
        return mask.clone();
    }

    /** Returns the number of values of each kind. */
    public int size() {
        return predictions.length;
    }

    /**
     * Returns which sequence a value belongs to.
     *
     * @param index of a value, in C order
     */
    public int sequence(int index) {
        return index / (length * targets);
    }

    /** Returns a batch with other predictions. */
    public LossBatch withPredictions(float[] values) {
        return new LossBatch(sequences, length, targets, values, labels, mask);
    }

    /** Returns a batch with other labels. */
    public LossBatch withLabels(float[] values) {
        return new LossBatch(sequences, length, targets, predictions, values, mask);
    }

    /** Returns a batch with another mask. */
    public LossBatch withMask(boolean[] values) {
        return new LossBatch(sequences, length, targets, predictions, labels, values);
    }

    /** Returns a batch whose first sequence has moved behind the last. */
    public LossBatch rotated() {
        float[] movedPredictions = new float[size()];
        float[] movedLabels = new float[size()];
        boolean[] movedMask = new boolean[size()];
        for (int i = 0; i < size(); i++) {
            int from = (i + length * targets) % size();
            movedPredictions[i] = predictions[from];
            movedLabels[i] = labels[from];
            movedMask[i] = mask[from];
        }
        return new LossBatch(sequences, length, targets, movedPredictions, movedLabels, movedMask);
    }
}
