package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.TransformerLayer;
import java.util.ArrayList;
import java.util.List;

/**
 * Pre-norm transformer layers one after the other, named by their index; whoever uses it normalises what comes out.
 */
final class TransformerStack extends Layer {
    /** The ratio of the original transformer. */
    private static final int FEED_FORWARD = 4;

    private final List<TransformerLayer> layers = new ArrayList<>();

    TransformerStack(int width, int heads, int depth, double dropout, RandomSource random) {
        for (int i = 0; i < depth; i++) {
            layers.add(child(Integer.toString(i), layer(width, heads, dropout, random)));
        }
    }

    /** Makes one layer as all models here have it: normalised before, feed-forward part four times as wide. */
    static TransformerLayer layer(int width, int heads, double dropout, RandomSource random) {
        return new TransformerLayer(width, heads, FEED_FORWARD * width, dropout, TransformerLayer.Order.PRE, random);
    }

    /** Lets x attend to itself in every layer: (B, L, D), its frames (B, L). */
    NDArray apply(Pass pass, NDArray x, NDArray frames, boolean causal) {
        NDArray stream = x;
        for (TransformerLayer layer : layers) {
            stream = layer.apply(pass, stream, frames, causal);
        }
        return stream;
    }

    /** Lets x attend to the same context in every layer: (B, L, D), (B, S, D), the context's frames (B, S). */
    NDArray apply(Pass pass, NDArray x, NDArray context, NDArray frames, boolean causal) {
        NDArray stream = x;
        for (TransformerLayer layer : layers) {
            stream = layer.apply(pass, stream, context, frames, causal);
        }
        return stream;
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        return new NDList(apply(pass, inputs.get(0), inputs.get(1), false));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {inputShapes[0]};
    }
}
