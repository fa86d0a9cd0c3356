package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Takes sequences apart into frames and puts them together again, for what has to run along time.
 *
 * <p>Several sequences run side by side, k of them. All frames are cut at once and joined at once: taking them one by one would cost, on
 * the way back, a gradient as long as the sequence for each frame.
 */
final class FrameByFrame {
    private FrameByFrame() {}

    /**
     * Cuts sequences into frames.
     *
     * @param sequences k of them, (B, L, D) each
     * @return L frames, (k, B, D) each
     */
    static NDList cut(List<NDArray> sequences) {
        NDArray stacked = NDArrays.stack(new NDList(sequences), 0); // (k, B, L, D)
        Shape shape = stacked.getShape();
        long frames = shape.get(2);
        return stacked.transpose(2, 0, 1, 3)
                .reshape(frames * shape.get(0), shape.get(1), shape.get(3))
                .split(frames, 0);
    }

    /**
     * Joins frames.
     *
     * @param frames L of them, (k, B, D) each
     * @return (B, L, k D), the sequences side by side
     */
    static NDArray join(NDList frames) {
        Shape shape = frames.head().getShape();
        return NDArrays.stack(frames, 0) // (L, k, B, D); unlike concat, it keeps the gradient of a single frame
                .transpose(2, 0, 1, 3)
                .reshape(shape.get(1), frames.size(), shape.get(0) * shape.get(2));
    }
}
