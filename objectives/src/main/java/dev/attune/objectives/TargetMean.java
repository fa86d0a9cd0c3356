package dev.attune.objectives;

import ai.djl.ndarray.NDArray;
import dev.attune.api.nn.Scalars;

/** Averages over what is valid of each target, then over the targets that have anything valid. */
final class TargetMean {
    private TargetMean() {}

    /**
     * Averages.
     *
     * @param values (B, N, T), finite
     * @param valid ones and zeros, (B, N, T)
     * @return a scalar; 0 where nothing is valid
     */
    static NDArray of(NDArray values, NDArray valid) {
        int[] all = {0, 1};
        NDArray count = valid.sum(all); // (T)
        NDArray one = Scalars.of(count, 1);
        NDArray means = values.mul(valid).sum(all).div(count.maximum(one)); // (T)
        NDArray targets = count.minimum(one).sum(); // ()
        return means.sum().div(targets.maximum(one));
    }
}
