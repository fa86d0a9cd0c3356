package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import dev.attune.api.PublicApi;

/**
 * Elementwise nonlinearities.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Activations {
    /** The slope of PyTorch's LeakyReLU for negative values. */
    private static final float LEAK = 0.01f;

    private Activations() {}

    /** Returns max(x, 0). */
    public static NDArray relu(NDArray x) {
        return Activation.relu(x);
    }

    /** Returns x where positive, 0.01 x elsewhere. */
    public static NDArray leakyRelu(NDArray x) {
        return Activation.leakyRelu(x, LEAK);
    }

    /** Returns 1 / (1 + exp(-x)). */
    public static NDArray sigmoid(NDArray x) {
        return Activation.sigmoid(x);
    }
}
