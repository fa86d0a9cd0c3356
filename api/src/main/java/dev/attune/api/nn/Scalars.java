package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.PublicApi;

/**
 * Arithmetic with constants that is safe under differentiation.
 *
 * <p>DJL's {@code x.mul(2f)} hands the engine a tensor over a Java buffer and lets go of it; autograd keeps the tensor for the
 * backward pass, the garbage collector frees the buffer, and the gradient is garbage now and then. Here a constant is a tensor in
 * native memory that lives as long as the step. Use these methods, never the {@code Number} overloads, on whatever may carry a
 * gradient.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Scalars {
    private Scalars() {}

    /**
     * Makes a constant of rank 0 with the type and device of another tensor.
     *
     * @param like gives type, device and manager
     * @param value the value
     */
    public static NDArray of(NDArray like, double value) {
        return like.getManager().full(new Shape(), (float) value, like.getDataType());
    }

    /** Returns x + value. */
    public static NDArray add(NDArray x, double value) {
        return x.add(of(x, value));
    }

    /** Returns x - value. */
    public static NDArray sub(NDArray x, double value) {
        return x.sub(of(x, value));
    }

    /** Returns x * value. */
    public static NDArray mul(NDArray x, double value) {
        return x.mul(of(x, value));
    }

    /** Returns x / value. */
    public static NDArray div(NDArray x, double value) {
        return x.div(of(x, value));
    }

    /** Returns value - x. */
    public static NDArray from(double value, NDArray x) {
        return of(x, value).sub(x);
    }
}
