package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.attune.api.PublicApi;

/**
 * Normalises the features of each frame: y = (x - μ) / sqrt(σ² + 1e-5) · weight + bias (Ba et al., arXiv 1607.06450).
 *
 * <p>Frames do not mix, so no mask is needed. Parameters: {@code weight}, {@code bias}, both (D).
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class LayerNorm extends Layer {
    private static final float EPSILON = 1e-5f;

    private final Shape normalised;
    private final Parameter weight;
    private final Parameter bias;

    /**
     * Makes a layer.
     *
     * @param features D
     */
    public LayerNorm(int features) {
        normalised = new Shape(features);
        weight = parameter("weight", Init.constant(1), features);
        bias = parameter("bias", Init.constant(0), features);
    }

    /**
     * Normalises.
     *
     * @param pass the pass
     * @param x (..., D)
     */
    public NDArray apply(Pass pass, NDArray x) {
        return ai.djl.nn.norm.LayerNorm.layerNorm(x, normalised, pass.value(weight, x), pass.value(bias, x), EPSILON)
                .singletonOrThrow();
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        return new NDList(apply(pass, inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
