package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.PublicApi;

/**
 * Tells a model that has no notion of order at which time a frame stands (Vaswani et al., NeurIPS 2017).
 *
 * <pre>
 * P[t, 2i]     = sin( t / 10000^(2i/d) )
 * P[t, 2i + 1] = cos( t / 10000^(2i/d) )        t = 0, 1, ...   (L, d)
 * </pre>
 *
 * <p>Nothing is learnt, so windows may be of any length. The wavelengths grow from 2π to 10000 · 2π frames.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class PositionalEncoding {
    private static final double LONGEST = 10_000;

    private PositionalEncoding() {}

    /**
     * Adds the encoding to sequences.
     *
     * @param x (..., L, d)
     * @return x + P, (..., L, d)
     */
    public static NDArray add(NDArray x) {
        Shape shape = x.getShape();
        int length = Math.toIntExact(shape.get(shape.dimension() - 2));
        int width = Math.toIntExact(shape.get(shape.dimension() - 1));
        return x.add(x.getManager().create(table(length, width), new Shape(length, width)));
    }

    /** Computes P in C order, in double precision: a float32 angle would be off by 1e-4 after a thousand frames. */
    private static float[] table(int length, int width) {
        float[] values = new float[length * width];
        for (int i = 0; i < width; i += 2) {
            double frequency = Math.pow(LONGEST, -1.0 * i / width);
            for (int t = 0; t < length; t++) {
                values[t * width + i] = (float) Math.sin(t * frequency);
                if (i + 1 < width) {
                    values[t * width + i + 1] = (float) Math.cos(t * frequency);
                }
            }
        }
        return values;
    }
}
