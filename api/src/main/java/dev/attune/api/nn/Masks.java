package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import dev.attune.api.PublicApi;

/**
 * Works with validity masks, true where a frame is valid.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Masks {
    private static final double EXCLUDED = -1e9;

    private Masks() {}

    /**
     * Turns a mask into a column of ones and zeros that broadcasts over features.
     *
     * @param mask boolean, (B, L)
     * @return float32, (B, L, 1)
     */
    public static NDArray column(NDArray mask) {
        return mask.toType(DataType.FLOAT32, false).expandDims(2);
    }

    /**
     * Sets the frames to zero that a mask leaves out.
     *
     * @param x (B, L, D)
     * @param mask boolean, (B, L)
     */
    public static NDArray apply(NDArray x, NDArray mask) {
        return x.mul(column(mask));
    }

    /**
     * Averages over the valid frames of each sequence.
     *
     * @param x (B, L, D)
     * @param mask boolean, (B, L)
     * @return (B, 1, D); zero for a sequence without a valid frame
     */
    public static NDArray mean(NDArray x, NDArray mask) {
        NDArray column = column(mask);
        NDArray count = column.sum(new int[] {1}, true); // (B, 1, 1)
        return x.mul(column).sum(new int[] {1}, true).div(count.maximum(Scalars.of(count, 1)));
    }

    /**
     * Returns what to add to scores before a softmax, so that some get no share: 0 where they count, next to minus infinity elsewhere.
     *
     * @param valid float32, 1 where a score counts, 0 elsewhere; any shape
     */
    public static NDArray exclusion(NDArray valid) {
        return Scalars.mul(Scalars.from(1, valid), EXCLUDED);
    }
}
