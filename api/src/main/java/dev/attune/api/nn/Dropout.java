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
    /** Draws of 16 bits from each long. */
    private static final int DRAWS = 4;

    private static final int LAST = STEPS - 1;
    private static final int CHUNK = 1024; // a multiple of the draws

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

    /** Without a branch on the draw, which no processor can foresee, and by way of an array: several times as fast as one by one. */
    private void fill(FloatBuffer values, SplittableRandom random) {
        int dropped = (int) Math.round(probability * STEPS);
        int kept = Float.floatToRawIntBits((float) (1.0 * STEPS / (STEPS - dropped)));
        float[] chunk = new float[CHUNK];
        while (values.hasRemaining()) {
            for (int i = 0; i < CHUNK; i += DRAWS) {
                long bits = random.nextLong();
                chunk[i] = value((int) bits & LAST, dropped, kept);
                chunk[i + 1] = value((int) (bits >>> 16) & LAST, dropped, kept);
                chunk[i + 2] = value((int) (bits >>> 32) & LAST, dropped, kept);
                chunk[i + 3] = value((int) (bits >>> 48), dropped, kept);
            }
            values.put(chunk, 0, Math.min(CHUNK, values.remaining()));
        }
    }

    /** Zero if the draw is less than the limit, what is kept otherwise. */
    private static float value(int draw, int dropped, int kept) {
        return Float.intBitsToFloat(kept & ((dropped - 1 - draw) >> 31));
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
