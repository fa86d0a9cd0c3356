package dev.attune.testkit;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import dev.attune.api.PublicApi;
import dev.attune.api.loss.SequenceLoss;

/**
 * The value of a loss and its gradient by the predictions, computed by the engine.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class LossGradients {
    private final double value;
    private final float[] gradient;

    private LossGradients(double value, float[] gradient) {
        this.value = value;
        this.gradient = gradient;
    }

    /**
     * Differentiates a loss.
     *
     * @param loss the loss
     * @param batch where
     */
    public static LossGradients of(SequenceLoss loss, LossBatch batch) {
        return of(loss, batch, () -> {});
    }

    /**
     * Differentiates a loss with something happening between the forward and the backward pass.
     *
     * @param loss the loss
     * @param batch where
     * @param between what happens, for example a garbage collection
     */
    static LossGradients of(SequenceLoss loss, LossBatch batch, Runnable between) {
        Engine engine = Engine.getEngine("PyTorch");
        try (NDScope scope = new NDScope();
                NDManager manager = engine.newBaseManager(Device.cpu())) {
            scope.suppressNotUsedWarning();
            NDArray predictions = manager.create(batch.predictions(), batch.shape());
            predictions.setRequiresGradient(true);
            NDArray labels = manager.create(batch.labels(), batch.shape());
            NDArray mask = manager.create(batch.mask(), batch.shape());
            try (GradientCollector collector = engine.newGradientCollector()) {
                NDArray result = loss.evaluate(predictions, labels, mask);
                if (result.size() != 1) {
                    throw new AssertionError("A loss is a scalar, but this one returned the shape " + result.getShape()
                            + ". Average over batch, time and targets.");
                }
                between.run();
                backward(collector, result);
                return new LossGradients(
                        result.toFloatArray()[0], predictions.getGradient().toFloatArray());
            }
        }
    }

    private static void backward(GradientCollector collector, NDArray result) {
        try {
            collector.backward(result);
        } catch (EngineException e) {
            throw new AssertionError(
                    "The engine cannot differentiate the loss; it says: " + e.getMessage()
                            + ". Compute the loss from the"
                            + " predictions that were given, without toFloatArray and without stopGradient.",
                    e);
        }
    }

    /** Returns the loss. */
    public double value() {
        return value;
    }

    /** Returns a copy of the gradient, (B, L, T) in C order. */
    public float[] gradient() {
        return gradient.clone();
    }
}
