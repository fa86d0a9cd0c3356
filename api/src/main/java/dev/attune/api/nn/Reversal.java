package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Turns the existing frames of each sequence round, its own last frame first, and leaves padding where it is.
 *
 * <p>Done twice, it gives back what it got. With it the backward direction of a recurrent layer starts at a sequence's own end, so that
 * padding has no part in it.
 */
final class Reversal {
    private final NDArray order; // (B, L, 1)

    /**
     * Makes the reversal of a batch.
     *
     * @param frames boolean, (B, L); the frames that exist, a prefix of each row
     */
    Reversal(NDArray frames) {
        NDArray exists = frames.toType(DataType.INT64, false); // (B, L)
        NDArray length = exists.sum(new int[] {1}, true); // (B, 1)
        NDArray time = frames.getManager().arange(0, (int) frames.getShape().get(1), 1, DataType.INT64); // (L)
        NDArray one = frames.getManager().ones(new Shape(), DataType.INT64);
        NDArray backwards = length.sub(one).sub(time); // (B, L), negative at padding
        order = backwards.mul(exists).add(time.mul(one.sub(exists))).expandDims(2);
    }

    /**
     * Turns round.
     *
     * @param x (B, L, D)
     */
    NDArray apply(NDArray x) {
        return x.gather(order.broadcast(x.getShape()), 1);
    }
}
