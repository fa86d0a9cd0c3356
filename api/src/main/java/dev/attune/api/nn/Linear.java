package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.initializer.Initializer;
import dev.attune.api.PublicApi;
import org.jspecify.annotations.Nullable;

/**
 * Applies y = x Wᵀ + b to the last axis, as {@code torch.nn.Linear} does.
 *
 * <p>Parameters: {@code weight} (out, in), {@code bias} (out).
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Linear extends Layer {
    private final int outputs;
    private final Parameter weight;
    private final @Nullable Parameter bias;

    /**
     * Makes a layer with PyTorch's default initial values.
     *
     * @param inputs size of the last axis of x, at least 1
     * @param outputs size of the last axis of y, at least 1
     * @param withBias whether b is added
     * @param random gives the initial values
     */
    public Linear(int inputs, int outputs, boolean withBias, RandomSource random) {
        requireSizes(inputs, outputs);
        this.outputs = outputs;
        weight = parameter("weight", Init.fanIn(inputs, random), outputs, inputs);
        bias = withBias ? parameter("bias", Init.fanIn(inputs, random), outputs) : null;
    }

    private Linear(int inputs, int outputs, Initializer weights, Initializer biases) {
        requireSizes(inputs, outputs);
        this.outputs = outputs;
        weight = parameter("weight", weights, outputs, inputs);
        bias = parameter("bias", biases, outputs);
    }

    private static void requireSizes(int inputs, int outputs) {
        if (inputs < 1 || outputs < 1) {
            throw new IllegalArgumentException(
                    "a linear layer needs at least 1 input and 1 output, found " + inputs + " and " + outputs);
        }
    }

    /**
     * Makes a layer with bias whose weights are drawn after Glorot and Bengio and whose bias is zero at first, as attention layers
     * are often begun.
     *
     * @param inputs size of the last axis of x, at least 1
     * @param outputs size of the last axis of y, at least 1
     * @param random gives the initial values
     */
    public static Linear xavier(int inputs, int outputs, RandomSource random) {
        return new Linear(inputs, outputs, Init.xavier(inputs, outputs, 1, random), Init.constant(0));
    }

    /**
     * Computes y.
     *
     * @param pass the pass
     * @param x (..., in)
     * @return (..., out)
     */
    public NDArray apply(Pass pass, NDArray x) {
        NDArray w = pass.value(weight, x);
        NDArray b = bias == null ? null : pass.value(bias, x);
        return ai.djl.nn.core.Linear.linear(x, w, b).singletonOrThrow();
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        return new NDList(apply(pass, inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape shape = inputShapes[0];
        return new Shape[] {shape.slice(0, shape.dimension() - 1).add(outputs)};
    }
}
