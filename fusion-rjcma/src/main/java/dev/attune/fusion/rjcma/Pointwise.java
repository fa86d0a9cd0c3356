package dev.attune.fusion.rjcma;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv1d;
import dev.attune.api.nn.Init;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;

/** Changes the number of channels by a convolution that sees one frame; works on (B, D, L). */
final class Pointwise extends Layer {
    private static final double GAIN = Math.sqrt(2);

    private final int outputs;
    private final Parameter weight;
    private final Parameter bias;

    Pointwise(int inputs, int outputs, RandomSource random) {
        this.outputs = outputs;
        weight = parameter("weight", Init.xavier(inputs, outputs, GAIN, random), outputs, inputs, 1);
        bias = parameter("bias", Init.fanIn(inputs, random), outputs);
    }

    /**
     * Maps each frame.
     *
     * @param x (B, inputs, L)
     * @return (B, outputs, L)
     */
    NDArray apply(Pass pass, NDArray x) {
        return Conv1d.conv1d(x, pass.value(weight, x), pass.value(bias, x)).singletonOrThrow();
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        return new NDList(apply(pass, inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), outputs, x.get(2))};
    }
}
