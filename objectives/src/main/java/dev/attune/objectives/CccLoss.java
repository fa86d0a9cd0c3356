package dev.attune.objectives;

import ai.djl.ndarray.NDArray;
import dev.attune.api.loss.SequenceLoss;
import dev.attune.api.nn.Scalars;

/**
 * Lin's concordance correlation coefficient as a loss:
 *
 * <pre>
 * 1 - 2 cov(p, y) / (var(p) + var(y) + (mean(p) - mean(y))² + 1e-8)
 * </pre>
 *
 * <p>with population moments over valid frames. Per target, the mean over the sequences that have a valid frame; then the mean
 * over targets. Between 0 (perfect) and 2; 1 for constant predictions; 0 when nothing is valid. The 1e-8 makes value and
 * gradient finite where predictions and labels are the same constant (Lin, Biometrics 1989).
 */
final class CccLoss implements SequenceLoss {
    private static final double EPSILON = 1e-8;

    private final CccLossConfig.Over over;

    CccLoss(CccLossConfig.Over over) {
        this.over = over;
    }

    @Override
    public NDArray evaluate(NDArray predictions, NDArray labels, NDArray mask) {
        NDArray valid = MaskedMoments.ones(mask, predictions); // (B, L, T)
        MaskedMoments moments = switch (over) {
            case SEQUENCE -> MaskedMoments.perSequence(predictions, labels, valid);
            case BATCH -> MaskedMoments.overBatch(predictions, labels, valid);
        };
        NDArray one = Scalars.of(moments.count, 1);
        NDArray divisor = moments.count.maximum(one); // (B, 1, T) or (1, 1, T), as everything below
        NDArray bias = moments.meanDifference.mul(moments.meanDifference);
        NDArray denominator = Scalars.add(moments.squares.div(divisor).add(bias), EPSILON);
        NDArray covariance = moments.sum(moments.products).div(divisor);
        NDArray ccc = Scalars.mul(covariance, 2).div(denominator);
        return TargetMean.of(one.sub(ccc), moments.count.minimum(one));
    }
}
