package dev.attune.api.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.PublicApi;
import dev.attune.api.data.TargetInfo;
import java.util.List;

/**
 * Turns a fused sequence into predictions: Linear, BatchNorm, LeakyReLU, Linear, and a map onto the range of each target.
 *
 * <p>The head of the RJCMA code, with statistics over existing frames only. A continuous target is mapped by tanh onto
 * [min, max] (plain tanh for [-1, 1]); a binary one by the logistic function. Parts: {@code regressor1}, {@code bn1},
 * {@code regressor2}.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class RegressionHead extends Layer {
    private final Linear first;
    private final MaskedBatchNorm norm;
    private final Linear second;
    private final Dropout dropout;
    private final List<TargetInfo> targets;

    /**
     * Makes a head.
     *
     * @param inputs features of the fused sequence
     * @param hidden units between the two linear maps
     * @param dropout probability of dropping a hidden unit, 0 in the reference
     * @param targets what is predicted
     * @param random gives the initial values
     */
    public RegressionHead(int inputs, int hidden, double dropout, List<TargetInfo> targets, RandomSource random) {
        first = child("regressor1", new Linear(inputs, hidden, true, random));
        norm = child("bn1", new MaskedBatchNorm(hidden));
        second = child("regressor2", new Linear(hidden, targets.size(), true, random));
        this.dropout = new Dropout(dropout);
        this.targets = List.copyOf(targets);
    }

    /**
     * Predicts.
     *
     * @param pass the pass
     * @param fused (B, L, F)
     * @param frames boolean, (B, L); the frames that exist
     * @return (B, L, targets), in the units of the labels
     */
    public NDArray apply(Pass pass, NDArray fused, NDArray frames) {
        NDArray hidden = Activations.leakyRelu(norm.apply(pass, first.apply(pass, fused), frames)); // (B, L, hidden)
        return TargetRange.map(second.apply(pass, dropout.apply(pass, hidden)), targets);
    }

    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        return new NDList(apply(pass, inputs.get(0), inputs.get(1)));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), x.get(1), targets.size())};
    }
}
