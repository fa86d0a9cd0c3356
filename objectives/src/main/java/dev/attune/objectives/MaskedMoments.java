package dev.attune.objectives;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.attune.api.nn.Scalars;

/**
 * Counts, means and central sums of predictions and labels over valid frames, which all forms of the CCC share.
 *
 * <p>Invalid values are replaced by zeros before anything is squared, so that they cannot overflow into the sums.
 */
final class MaskedMoments {
    /** Valid frames of each group: (B, 1, T) per sequence or (1, 1, T) over the batch. */
    final NDArray count;
    /** Mean of the predictions minus mean of the labels; shape of count. */
    final NDArray meanDifference;
    /** Σ (prediction - mean)² + Σ (label - mean)²; shape of count. */
    final NDArray squares;
    /** (prediction - mean) (label - mean) at each valid frame, zero elsewhere: (B, L, T). */
    final NDArray products;

    private final int[] axes;

    private MaskedMoments(NDArray predictions, NDArray labels, NDArray valid, int[] axes) {
        this.axes = axes;
        NDArray p = predictions.mul(valid); // (B, L, T)
        NDArray y = labels.mul(valid); // (B, L, T)
        count = sum(valid);
        NDArray divisor = count.maximum(Scalars.of(count, 1));
        NDArray meanOfPredictions = sum(p).div(divisor);
        NDArray meanOfLabels = sum(y).div(divisor);
        NDArray centredPredictions = p.sub(meanOfPredictions).mul(valid); // (B, L, T)
        NDArray centredLabels = y.sub(meanOfLabels).mul(valid); // (B, L, T)
        meanDifference = meanOfPredictions.sub(meanOfLabels);
        squares = sum(centredPredictions.mul(centredPredictions)).add(sum(centredLabels.mul(centredLabels)));
        products = centredPredictions.mul(centredLabels);
    }

    /**
     * Computes moments of each sequence.
     *
     * @param predictions (B, L, T)
     * @param labels (B, L, T)
     * @param valid ones and zeros, (B, L, T)
     */
    static MaskedMoments perSequence(NDArray predictions, NDArray labels, NDArray valid) {
        return new MaskedMoments(predictions, labels, valid, new int[] {1});
    }

    /**
     * Computes moments of all sequences together; parameters as in {@link #perSequence}.
     *
     * @param predictions (B, L, T)
     * @param labels (B, L, T)
     * @param valid ones and zeros, (B, L, T)
     */
    static MaskedMoments overBatch(NDArray predictions, NDArray labels, NDArray valid) {
        return new MaskedMoments(predictions, labels, valid, new int[] {0, 1});
    }

    /** Turns a boolean mask into ones and zeros of the predictions' type. */
    static NDArray ones(NDArray mask, NDArray predictions) {
        DataType type = predictions.getDataType();
        return mask.toType(type, false);
    }

    /** Sums over the frames of each group: (B, L, T) to the shape of {@link #count}. */
    NDArray sum(NDArray x) {
        return x.sum(axes, true);
    }
}
