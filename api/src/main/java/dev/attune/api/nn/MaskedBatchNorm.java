package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.attune.api.PublicApi;

/**
 * Normalises each feature over the valid frames of a batch, as {@code torch.nn.BatchNorm1d} does when all frames are valid
 * (Ioffe and Szegedy, ICML 2015).
 *
 * <p>While training: y = (x - μ) / sqrt(σ² + 1e-5) · weight + bias with the population moments over all valid frames of the
 * batch; running moments move by a tenth towards the batch's, the variance towards the unbiased one. Otherwise: the running
 * moments. A batch without a valid frame gives finite values and leaves the running moments alone. Parameters: {@code weight},
 * {@code bias}; buffers: {@code running_mean}, {@code running_var}; all (D).
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class MaskedBatchNorm extends Layer {
    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    private final Parameter weight;
    private final Parameter bias;
    private final Parameter runningMean;
    private final Parameter runningVariance;

    /**
     * Makes a layer.
     *
     * @param features D
     */
    public MaskedBatchNorm(int features) {
        weight = parameter("weight", Init.constant(1), features);
        bias = parameter("bias", Init.constant(0), features);
        runningMean = buffer("running_mean", Init.constant(0), features);
        runningVariance = buffer("running_var", Init.constant(1), features);
    }

    /**
     * Normalises.
     *
     * @param pass the pass
     * @param x (B, L, D)
     * @param mask boolean, (B, L)
     * @return (B, L, D)
     */
    public NDArray apply(Pass pass, NDArray x, NDArray mask) {
        NDArray mean = pass.value(runningMean, x); // (D)
        NDArray variance = pass.value(runningVariance, x); // (D)
        if (pass.training()) {
            NDArray valid = Masks.column(mask); // (B, L, 1)
            NDArray frames = valid.sum();
            NDArray one = Scalars.of(frames, 1);
            NDArray count = frames.maximum(one);
            NDArray batchMean = x.mul(valid).sum(new int[] {0, 1}).div(count); // (D)
            NDArray centred = x.sub(batchMean).mul(valid); // (B, L, D)
            NDArray squares = centred.mul(centred).sum(new int[] {0, 1}); // (D)
            NDArray fewer = count.sub(one).maximum(one);
            NDArray rate = Scalars.mul(frames.minimum(one), MOMENTUM); // no valid frame, no news
            move(mean, batchMean, rate);
            move(variance, squares.div(fewer), rate);
            mean = batchMean;
            variance = squares.div(count);
        }
        NDArray scale = pass.value(weight, x).div(Scalars.add(variance, EPSILON).sqrt()); // (D)
        return x.sub(mean).mul(scale).add(pass.value(bias, x));
    }

    private static void move(NDArray running, NDArray batch, NDArray rate) {
        running.addi(batch.stopGradient().sub(running).mul(rate));
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        return new NDList(apply(pass, inputs.get(0), inputs.get(1)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0]};
    }
}
