package dev.attune.api.nn;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import dev.attune.api.PublicApi;

/**
 * One forward pass: where parameter values come from, whether the pass trains, and where its noise comes from.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Pass {
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
}
