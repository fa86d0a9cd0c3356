package dev.attune.api.nn;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import dev.attune.api.PublicApi;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/**
 * One forward pass: where parameter values come from, whether the pass trains, and where its noise comes from.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public class Pass {
    private final ParameterStore parameters;
    private final boolean training;
    private final RandomSource noise;

    /**
     * Begins a pass.
     *
     * @param parameters gives the values of parameters
     * @param training true for dropout and batch statistics
     * @param noise gives the generators of dropout masks
     */
    public Pass(ParameterStore parameters, boolean training, RandomSource noise) {
        this.parameters = requireNonNull(parameters, "parameters is null");
        this.training = training;
        this.noise = requireNonNull(noise, "noise is null");
    }

    /** Returns whether the pass trains. */
    public boolean training() {
        return training;
    }

    /** Returns the source of this pass's noise. */
    public RandomSource noise() {
        return noise;
    }

    /** Returns where parameter values come from. */
    public ParameterStore parameters() {
        return parameters;
    }

    /**
     * Returns the value of a parameter.
     *
     * @param parameter the parameter
     * @param like a tensor on the device where the value is needed
     */
    public NDArray value(Parameter parameter, NDArray like) {
        return parameters.getValue(parameter, like.getDevice(), training);
    }

    /** Fills an array with noise. */
    @FunctionalInterface
    public interface Filler {
        /**
         * Fills an array.
         *
         * @param values takes one value an element, row by row, from its beginning to its end
         * @param random gives all chance that there is
         */
        void fill(FloatBuffer values, SplittableRandom random);
    }

    /**
     * Draws noise from this pass's source, the one way to do so: a graph that is recorded from a pass draws anew where the pass drew.
     *
     * @param like an array of the shape that is wanted
     * @param filler makes the values; must depend on the random numbers alone
     * @return float32, not to be learnt
     */
    public NDArray draw(NDArray like, Filler filler) {
        int size = Math.toIntExact(like.size());
        NDManager manager = like.getManager();
        // Native memory at once: masks of attention weights are the largest tensors of a model.
        ByteBuffer buffer = manager.allocateDirect(Math.multiplyExact(size, Float.BYTES));
        filler.fill(buffer.asFloatBuffer(), noise.next());
        return manager.create(buffer, like.getShape(), DataType.FLOAT32);
    }
}
