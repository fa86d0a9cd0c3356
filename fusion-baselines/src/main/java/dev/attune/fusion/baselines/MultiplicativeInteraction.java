package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.attune.api.nn.Init;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;

/**
 * Lets two vectors of one width interact: y[o] = Σ_i Σ_j p[i] W[o,i,j] h[j] + (left p)[o] + (right h)[o].
 *
 * <p>Parameters: {@code weight} (width, width, width), {@code left.weight}, {@code right.weight}, {@code right.bias}.
 */
final class MultiplicativeInteraction extends Layer {
    private final int width;
    private final Parameter weight;
    private final Linear left;
    private final Linear right;

    MultiplicativeInteraction(int width, RandomSource random) {
        this.width = width;
        weight = parameter("weight", Init.uniform(1.0 / width, random), width, width, width);
        left = child("left", new Linear(width, width, false, random));
        right = child("right", new Linear(width, width, true, random));
    }

    /** Computes y, (B, L, width), of p and h, (B, L, width). */
    NDArray apply(Pass pass, NDArray p, NDArray h) {
        NDArray products = TfnFusion.outer(p, h); // (B, L, width²)
        NDArray flat = pass.value(weight, p).reshape(width, (long) width * width);
        NDArray bilinear = products.matMul(flat.transpose());
        return bilinear.add(left.apply(pass, p)).add(right.apply(pass, h));
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        return new NDList(apply(pass, inputs.get(0), inputs.get(1)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0]};
    }
}
