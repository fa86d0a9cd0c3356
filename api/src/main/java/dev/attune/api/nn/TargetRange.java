package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import dev.attune.api.PublicApi;
import dev.attune.api.data.TargetInfo;
import java.util.List;

/**
 * Maps unbounded scores onto the range of each target.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class TargetRange {
    private TargetRange() {}

    /**
     * Maps scores.
     *
     * @param scores (B, L, targets), any real numbers
     * @param targets what each column stands for
     * @return (B, L, targets): mid + half · tanh(score) for a continuous target, 1 / (1 + exp(-score)) for a binary one
     */
    public static NDArray map(NDArray scores, List<TargetInfo> targets) {
        TargetInfo first = targets.get(0);
        if (targets.stream().allMatch(first::sameRange)) {
            return column(scores, first);
        }
        NDList columns = new NDList();
        for (int t = 0; t < targets.size(); t++) {
            columns.add(column(scores.get(":, :, " + t + ":" + (t + 1)), targets.get(t)));
        }
        return NDArrays.concat(columns, 2);
    }

    private static NDArray column(NDArray scores, TargetInfo target) {
        if (target.kind() == TargetInfo.Kind.BINARY) {
            return Activations.sigmoid(scores);
        }
        NDArray unit = scores.tanh();
        double middle = (target.max() + target.min()) / 2;
        double half = (target.max() - target.min()) / 2;
        NDArray scaled = half == 1 ? unit : Scalars.mul(unit, half);
        return middle == 0 ? scaled : Scalars.add(scaled, middle);
    }
}
