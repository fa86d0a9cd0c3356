package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.attune.api.PublicApi;
import java.util.List;

/**
 * Shares out one whole among k candidates, anew at each frame.
 *
 * <pre>
 * G = softmax( (x W + b) / T )      (k)            Σ_j G_j ⊙ candidate_j
 * </pre>
 *
 * <p>A low temperature T makes it choose, a high one makes it mix. Parameters, as of a {@link Linear}: {@code weight} (k, inputs),
 * {@code bias} (k).
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Gate extends Layer {
    private final int candidates;
    private final double temperature;
    private final Parameter weight;
    private final Parameter bias;

    /**
     * Makes a gate with the initial values of a {@link Linear}.
     *
     * @param inputs features that it decides by
     * @param candidates k, at least 1
     * @param temperature T, greater than 0
     * @param random gives the initial values
     */
    public Gate(int inputs, int candidates, double temperature, RandomSource random) {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("temperature must be greater than 0, found " + temperature);
        }
        this.candidates = candidates;
        this.temperature = temperature;
        weight = parameter("weight", Init.fanIn(inputs, random), candidates, inputs);
        bias = parameter("bias", Init.fanIn(inputs, random), candidates);
    }

    /**
     * Computes the shares, G.
     *
     * @param pass the pass
     * @param x (B, L, inputs)
     * @return (B, L, k), not negative, with sum 1 at each frame
     */
    public NDArray shares(Pass pass, NDArray x) {
        NDArray scores = ai.djl.nn.core.Linear.linear(x, pass.value(weight, x), pass.value(bias, x))
                .singletonOrThrow(); // (B, L, k)
        return Scalars.div(scores, temperature).softmax(2);
    }

    /**
     * Mixes candidates by given shares.
     *
     * @param shares G, (B, L, k)
     * @param candidates k sequences, (B, L, D) each
     * @return (B, L, D)
     */
    public static NDArray mix(NDArray shares, List<NDArray> candidates) {
        NDArray each = NDArrays.stack(new NDList(candidates), 2); // (B, L, k, D)
        return each.mul(shares.expandDims(3)).sum(new int[] {2});
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        return new NDList(mix(shares(pass, inputs.get(0)), inputs.subList(1, inputs.size())));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        if (inputShapes.length != candidates + 1) {
            throw new IllegalArgumentException("the gate was built for what it decides by and " + candidates
                    + " candidates, found " + inputShapes.length + " inputs");
        }
        return new Shape[] {inputShapes[1]};
    }
}
