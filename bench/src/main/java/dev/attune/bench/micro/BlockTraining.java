package dev.attune.bench.micro;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import dev.attune.runner.engine.ComputeEngine;

/** A block, its inputs, and the passes through it that are measured; one thread, so that results of machines compare. */
final class BlockTraining implements AutoCloseable {
    private final NDManager manager = ComputeEngine.newManager(Device.cpu());
    private final ParameterStore parameters = new ParameterStore(manager, false);
    private final NDList inputs = new NDList();
    private final Block block;

    /**
     * Prepares a block.
     *
     * @param block takes the sequences, and whatever masks follow them
     * @param masks how many boolean masks of frames, (B, L), follow the sequences; all frames exist
     * @param windows B
     * @param length L
     * @param features of each sequence
     */
    BlockTraining(Block block, int masks, int windows, int length, int... features) {
        ComputeEngine.useThreads(1);
        this.block = block;
        for (int width : features) {
            inputs.add(Noise.tensor(manager, width, new Shape(windows, length, width))); // (B, L, D)
        }
        NDArray frames = manager.ones(new Shape(windows, length)).toType(DataType.BOOLEAN, true);
        for (int mask = 0; mask < masks; mask++) {
            inputs.add(frames);
        }
        block.initialize(manager, DataType.FLOAT32, inputs.getShapes());
    }

    /** Computes the output and returns its mean, for which all of it is needed. */
    float forward() {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return block.forward(parameters, inputs, false).head().mean().getFloat();
        }
    }

    /** Computes the output and the gradients of all parameters, and clears these. */
    float forwardAndBackward() {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray mean;
            try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
                NDArray output = block.forward(parameters, inputs, true).head();
                mean = output.mul(output).mean();
                collector.backward(mean);
                collector.zeroGradients();
            }
            return mean.getFloat();
        }
    }

    @Override
    public void close() {
        block.getParameters().values().forEach(Parameter::close);
        manager.close();
    }
}
