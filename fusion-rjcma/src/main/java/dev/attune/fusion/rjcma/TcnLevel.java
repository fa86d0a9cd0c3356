package dev.attune.fusion.rjcma;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.nn.Activations;
import dev.attune.api.nn.CausalConv1d;
import dev.attune.api.nn.Dropout;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import org.jspecify.annotations.Nullable;

/** One residual level of {@link Tcn}; works on (B, D, L). */
final class TcnLevel extends Layer {
    private final int outputs;
    private final CausalConv1d first;
    private final CausalConv1d second;
    private final @Nullable Pointwise downsample;
    private final Dropout dropout;

    TcnLevel(int inputs, int outputs, int kernel, int dilation, double dropout, RandomSource random) {
        this.outputs = outputs;
        first = child("conv1", new CausalConv1d(inputs, outputs, kernel, dilation, random));
        second = child("conv2", new CausalConv1d(outputs, outputs, kernel, dilation, random));
        downsample = inputs == outputs ? null : child("downsample", new Pointwise(inputs, outputs, random));
        this.dropout = new Dropout(dropout);
    }

    /**
     * Computes the level.
     *
     * @param x (B, inputs, L)
     * @return (B, outputs, L)
     */
    NDArray apply(Pass pass, NDArray x) {
        NDArray inner = dropout.apply(pass, Activations.leakyRelu(first.apply(pass, x)));
        NDArray outer = dropout.apply(pass, Activations.leakyRelu(second.apply(pass, inner)));
        NDArray residual = downsample == null ? x : downsample.apply(pass, x);
        return Activations.leakyRelu(outer.add(residual));
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
