package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import dev.attune.api.PublicApi;
import java.util.List;

/**
 * Puts sequences together.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Sequences {
    private Sequences() {}

    /**
     * Puts sequences side by side.
     *
     * <p>Use this instead of {@code NDArrays.concat}, which copies a single array without its gradient.
     *
     * @param sequences (B, L, D_m) each, at least one
     * @return (B, L, sum of D_m); the sequence itself if there is only one
     */
    public static NDArray concat(List<NDArray> sequences) {
        return sequences.size() == 1 ? sequences.get(0) : NDArrays.concat(new NDList(sequences), 2);
    }

    /**
     * Puts sequences one after the other.
     *
     * @param sequences (B, L_m, D) each, at least one
     * @return (B, sum of L_m, D); the sequence itself if there is only one
     */
    public static NDArray chain(List<NDArray> sequences) {
        return sequences.size() == 1 ? sequences.get(0) : NDArrays.concat(new NDList(sequences), 1);
    }
}
