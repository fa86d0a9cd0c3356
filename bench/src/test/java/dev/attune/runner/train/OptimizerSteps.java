package dev.attune.runner.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.attune.runner.config.TrainingConfig.OptimizerConfig;
import java.util.ArrayList;
import java.util.List;

/** Steps of an optimiser over parameters that stand in as many buffers as wanted. */
public final class OptimizerSteps implements AutoCloseable {
    private static final double RATE = 1e-3;

    private final NDManager manager;
    private final List<NDArray> values = new ArrayList<>();
    private final List<NDArray> gradients = new ArrayList<>();
    private final List<Optimizer> optimizers = new ArrayList<>();

    /**
     * Makes an optimiser for each buffer.
     *
     * @param config how they move
     * @param parent lends native memory
     * @param sizes of the buffers
     */
    public OptimizerSteps(OptimizerConfig config, NDManager parent, int... sizes) {
        manager = parent.newSubManager();
        for (int size : sizes) {
            NDArray buffer = manager.ones(new Shape(size));
            values.add(buffer);
            gradients.add(manager.ones(new Shape(size)));
            optimizers.add(Optimizer.create(config, buffer));
        }
    }

    /** Moves all parameters once. */
    public void step() {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            for (int i = 0; i < values.size(); i++) {
                NDArray buffer = values.get(i);
                List<FlatParameters.Range> whole = List.of(new FlatParameters.Range(0, buffer.size()));
                optimizers.get(i).step(buffer, gradients.get(i), whole, RATE);
            }
            values.get(0).getFloat(0); // nothing is left to be done
        }
    }

    @Override
    public void close() {
        optimizers.forEach(Optimizer::close);
        manager.close();
    }
}
