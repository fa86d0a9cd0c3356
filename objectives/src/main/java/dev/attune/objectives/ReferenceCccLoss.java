package dev.attune.objectives;

import ai.djl.ndarray.NDArray;
import dev.attune.api.loss.SequenceLoss;
import dev.attune.api.nn.Scalars;

/**
 * The CCC losses of the authors' code, deviations included.
 *
 * <pre>
 * 1 - 2 cov(p, y) / (var(p) + var(y) + (mean(p) - mean(y))²)
 * </pre>
 *
 * <p>with variances divided by n - 1, and the covariance by n (RJCMA, per sequence), by n - 1 (JCA, over the batch) or by the
 * number of all frames (JCA with missing labels). What is added to the denominator upstream, 1e-50, is zero in float32: where
 * predictions and labels are the same constant, value and gradient are NaN, as published. A group of fewer than two valid
 * frames, which has no such variance, is left out.
 */
final class ReferenceCccLoss implements SequenceLoss {
    private final ReferenceCccLossConfig config;

    ReferenceCccLoss(ReferenceCccLossConfig config) {
        this.config = config;
    }

    @Override
    public NDArray evaluate(NDArray predictions, NDArray labels, NDArray mask) {
        NDArray valid = config.masked()
                ? MaskedMoments.ones(mask, predictions)
                : predictions.getManager().ones(predictions.getShape(), predictions.getDataType());
        return evaluate(predictions, labels, valid, valid);
    }

    /**
     * Computes the loss with a weight for each frame, which the RJCMA code takes and its training never gives.
     *
     * @param predictions (B, L, T)
     * @param labels (B, L, T)
     * @param valid ones and zeros, (B, L, T)
     * @param weights (B, L, T), zero where not valid
     */
    NDArray evaluate(NDArray predictions, NDArray labels, NDArray valid, NDArray weights) {
        MaskedMoments moments = config.variant() == ReferenceCccLossConfig.Variant.RJCMA
                ? MaskedMoments.perSequence(predictions, labels, valid)
                : MaskedMoments.overBatch(predictions, labels, valid);
        NDArray one = Scalars.of(moments.count, 1);
        NDArray fewer = moments.count.sub(one); // (B, 1, T) or (1, 1, T), as everything below
        NDArray usable = fewer.maximum(Scalars.of(fewer, 0)).minimum(one); // 1 where n > 1
        NDArray unusable = one.sub(usable);
        NDArray bias = moments.meanDifference.mul(moments.meanDifference);
        // Where n <= 1 a one stands in for the denominator, so that the term that TargetMean leaves out is not 0/0.
        NDArray denominator = moments.squares
                .div(fewer.maximum(one))
                .mul(usable)
                .add(bias.mul(usable))
                .add(unusable);
        NDArray weightedProducts = moments.sum(moments.products.mul(weights));
        NDArray size = moments.count.maximum(one);
        NDArray covariance = switch (config.variant()) {
            case RJCMA -> weightedProducts.div(size);
            case JCA -> weightedProducts.div(fewer.maximum(one));
            case JCA_MASKED -> weightedProducts.div(moments.sum(valid.onesLike()));
        };
        NDArray ccc = Scalars.mul(covariance, 2).div(denominator);
        NDArray meanWeight = moments.sum(weights).div(size);
        return TargetMean.of(meanWeight.sub(ccc), usable);
    }
}
