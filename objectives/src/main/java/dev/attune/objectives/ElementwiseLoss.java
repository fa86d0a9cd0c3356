package dev.attune.objectives;

import ai.djl.ndarray.NDArray;
import dev.attune.api.loss.SequenceLoss;
import dev.attune.api.nn.Scalars;
import java.util.function.BinaryOperator;

/** A loss that each frame has by itself: its mean over the valid frames of each target, then over targets; 0 where none is valid. */
final class ElementwiseLoss implements SequenceLoss {
    /** The least logarithm that PyTorch's BCELoss takes. */
    private static final double LEAST_LOGARITHM = -100;
    /** The least p (1 - p) by which PyTorch's BCELoss divides its gradient. */
    private static final double LEAST_VARIANCE = 1e-12;

    private final BinaryOperator<NDArray> perFrame;

    private ElementwiseLoss(BinaryOperator<NDArray> perFrame) {
        this.perFrame = perFrame;
    }

    /** (p - y)². */
    static ElementwiseLoss squared() {
        return new ElementwiseLoss((predictions, labels) -> {
            NDArray error = predictions.sub(labels);
            return error.mul(error);
        });
    }

    /** |p - y|; the gradient is 0 where they are equal. */
    static ElementwiseLoss absolute() {
        return new ElementwiseLoss(
                (predictions, labels) -> predictions.sub(labels).abs());
    }

    /**
     * -(y log p + (1 - y) log(1 - p)) with logarithms of at least -100 and the gradient (p - y) / max(p (1 - p), 1e-12), as
     * {@code torch.nn.BCELoss} has it.
     */
    static ElementwiseLoss crossEntropy() {
        return new ElementwiseLoss(ElementwiseLoss::crossEntropy);
    }

    private static NDArray crossEntropy(NDArray predictions, NDArray labels) {
        // Differentiating log p gives 0 · ∞ = NaN at p = 0. So the value is a constant to autograd, and a term that is
        // zero,
        // p - p, carries the gradient.
        NDArray p = predictions.stopGradient();
        NDArray q = Scalars.from(1, p);
        NDArray floor = Scalars.of(p, LEAST_LOGARITHM);
        NDArray likelihood = labels.mul(p.log().maximum(floor))
                .add(Scalars.from(1, labels).mul(q.log().maximum(floor)));
        NDArray slope = p.sub(labels).div(p.mul(q).maximum(Scalars.of(p, LEAST_VARIANCE)));
        return predictions.sub(p).mul(slope).sub(likelihood);
    }

    @Override
    public NDArray evaluate(NDArray predictions, NDArray labels, NDArray mask) {
        NDArray valid = MaskedMoments.ones(mask, predictions); // (B, L, T)
        // Masked before and after: an invalid value must neither overflow nor count.
        return TargetMean.of(perFrame.apply(predictions.mul(valid), labels.mul(valid)), valid);
    }
}
