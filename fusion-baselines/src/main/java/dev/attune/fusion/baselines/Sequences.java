package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;

/** Puts sequences together. */
final class Sequences {
    private Sequences() {}

    /**
     * Puts the features of sequences side by side.
     *
     * <p>The engine's concatenation of a single array is a copy that lets no gradient through; here it is the array itself.
     *
     * @param sequences at least one, (B, L, D_m) each
     * @return (B, L, D)
     */
    static NDArray concat(List<NDArray> sequences) {
        return sequences.size() == 1 ? sequences.get(0) : NDArrays.concat(new NDList(sequences), 2);
    }
}
