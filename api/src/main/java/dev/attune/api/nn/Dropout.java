package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.PublicApi;
import java.nio.FloatBuffer;
import java.util.SplittableRandom;

/**
 * Sets elements to zero with probability p while training and divides the rest by 1 - p (Srivastava et al., JMLR 2014).
 *
 * <p>The mask is drawn in Java from the pass's noise: seeded per trial, the same for any thread count, and faster than the
 * engine's serial generator. The probability is rounded to a multiple of 2⁻¹⁶.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Dropout extends Layer {
    private static final int STEPS = 1 << 16;

    private final double probability;

    /**
     * Makes a layer.
     *
     * @param probability p, at least 0 and less than 1
     */
    public Dropout(double probability) {
        if (!(probability >= 0 && probability < 1)) {
            throw new IllegalArgumentException("dropout must be at least 0 and less than 1, found " + probability);
        }
        this.probability = probability;
    }

    /**
     * Drops elements in a training pass; returns x itself in any other.
     *
     * @param pass the pass
     * @param x any shape
     */
    public NDArray apply(Pass pass, NDArray x) {
        return pass.training() && probability > 0 ? x.mul(pass.draw(x, this::fill)) : x;
    }

    private void fill(FloatBuffer values, SplittableRandom random) {
        int size = values.remaining();
        int dropped = (int) Math.round(probability * STEPS);
        float kept = (float) (1.0 * STEPS / (STEPS - dropped));
        long bits = 0;
        for (int i = 0; i < size; i++) {
            bits = (i & 3) == 0 ? random.nextLong() : bits >>> 16; // four draws of 16 bits from each long
            values.put(i, (bits & 0xFFFF) < dropped ? 0 : kept);
        }
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        return new NDList(apply(pass, inputs.singletonOrThrow()));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return inputShapes;
    }
}
