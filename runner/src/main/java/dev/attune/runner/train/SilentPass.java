package dev.attune.runner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.training.ParameterStore;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.runner.trace.UnknownOperationException;

/** A pass that does not train and in which nothing may be drawn: its noise would be a constant of the graph. */
final class SilentPass extends Pass {
    SilentPass(ParameterStore parameters) {
        super(parameters, false, RandomSource.of(0));
    }

    @Override
    public RandomSource noise() {
        throw new UnknownOperationException("Pass.noise in a prediction");
    }

    @Override
    public NDArray draw(NDArray like, Filler filler) {
        throw new UnknownOperationException("Pass.draw in a prediction");
    }
}
