package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import dev.attune.api.PublicApi;
import java.util.SplittableRandom;

/**
 * Initial values of parameters, drawn in Java so that one seed gives one model on every platform and thread count.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Init {
    private Init() {}

    /**
     * Fills with one value.
     *
     * @param value the value
     */
    public static Initializer constant(float value) {
        return (manager, shape, type) -> manager.full(shape, value, type);
    }

    /**
     * Draws from U(-bound, bound).
     *
     * @param bound half the width of the interval, at least 0
     * @param random gives the generator, at once
     */
    public static Initializer uniform(double bound, RandomSource random) {
        SplittableRandom generator = random.next();
        return (manager, shape, type) -> {
            float[] values = new float[Math.toIntExact(shape.size())];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((2 * generator.nextDouble() - 1) * bound);
            }
            return copy(manager, values, shape, type);
        };
    }

    /**
     * Draws from U(-1/sqrt(fanIn), 1/sqrt(fanIn)), PyTorch's default for linear and convolution weights and biases.
     *
     * @param fanIn inputs that reach one output, at least 1
     * @param random gives the generator
     */
    public static Initializer fanIn(long fanIn, RandomSource random) {
        return uniform(1 / Math.sqrt((double) fanIn), random);
    }

    /**
     * Draws from U(-a, a) with a = gain sqrt(6 / (fanIn + fanOut)) (Glorot and Bengio, AISTATS 2010).
     *
     * @param fanIn inputs that reach one output
     * @param fanOut outputs that one input reaches
     * @param gain a factor for the nonlinearity that follows, 1 for none
     * @param random gives the generator
     */
    public static Initializer xavier(long fanIn, long fanOut, double gain, RandomSource random) {
        return uniform(gain * Math.sqrt(6.0 / (double) (fanIn + fanOut)), random);
    }

    /** Takes the given values, in C order. */
    static Initializer values(float[] values) {
        return (manager, shape, type) -> copy(manager, values, shape, type);
    }

    /**
     * Copies values into native memory: {@code create} alone aliases a Java buffer that the collector frees, and so does
     * {@code toType(type, true)} of the same type, whatever its name promises.
     */
    private static NDArray copy(NDManager manager, float[] values, Shape shape, DataType type) {
        try (NDArray alias = manager.create(values, shape)) {
            return type == alias.getDataType() ? alias.duplicate() : alias.toType(type, false);
        }
    }
}
