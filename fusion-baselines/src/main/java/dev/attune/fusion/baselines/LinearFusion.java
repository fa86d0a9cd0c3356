package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import dev.attune.api.fusion.ClosedForm;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Init;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.Sequences;
import java.util.List;

/**
 * Predicts each target by a ridge regression on all features of the frame, fitted at once.
 *
 * <pre>
 * ŷ = x · w + b                 x = [x_1 ; ... ; x_n], (D), for each target, at each frame
 *
 * w, b minimise  Σ (y - x · w - b)² + penalty ‖w‖²       over training frames with a valid label y of the target
 * with A = Σ (x - x̄)(x - x̄)ᵀ + penalty I  and  r = Σ (x - x̄)(y - ȳ):   w = A⁻¹ r ,   b = ȳ - x̄ · w
 * </pre>
 *
 * <p>The output is a prediction, (B, L, targets). The bias is not penalised. Sums and solution are in double. A target
 * without a valid label gets its training mean. With a penalty of 0, a feature that others determine gets the weight 0.
 *
 * <p>Use it in every comparison: no seed, no learning rate, no early stopping. It cannot see that features mean
 * something together, nor that frames do.
 *
 * <p>Arthur E. Hoerl, Robert W. Kennard: Ridge Regression: Biased Estimation for Nonorthogonal Problems, Technometrics
 * 12, 1970. Buffers, zero until fitted: {@code weight} (targets, D), {@code bias} (targets).
 */
final class LinearFusion extends FusionModel implements ClosedForm {
    private final double penalty;
    private final List<Double> trainingMeans;
    private final RidgeSums sums;
    private final Parameter weight;
    private final Parameter bias;

    LinearFusion(LinearConfig config, FusionContext context) {
        super(context);
        int features = context.totalDimension();
        penalty = config.penalty();
        trainingMeans = context.trainingMeans();
        sums = new RidgeSums(features, outputs());
        weight = buffer("weight", Init.constant(0), outputs(), features);
        bias = buffer("bias", Init.constant(0), outputs());
    }

    @Override
    public int outputs() {
        return trainingMeans.size();
    }

    @Override
    public boolean givesPredictions() {
        return true;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        NDArray x = Sequences.concat(batch.sequences()); // (B, L, D)
        return FusionOutput.predicted(
                Linear.linear(x, pass.value(weight, x), pass.value(bias, x)).singletonOrThrow());
    }

    @Override
    public void add(ModalityBatch batch, NDArray labels, NDArray mask) {
        sums.add(
                Sequences.concat(batch.sequences()),
                labels,
                mask.logicalAnd(batch.frames().expandDims(2)));
    }

    @Override
    public void solve() {
        int features = Math.toIntExact(weight.getShape().get(1));
        float[] weights = new float[outputs() * features];
        float[] biases = new float[outputs()];
        for (int target = 0; target < outputs(); target++) {
            double[] solution = sums.solve(target, penalty, trainingMeans.get(target)); // w, then b
            for (int i = 0; i < features; i++) {
                weights[target * features + i] = (float) solution[i];
            }
            biases[target] = (float) solution[features];
        }
        fill(weight, weights);
        fill(bias, biases);
        sums.clear();
    }

    private static void fill(Parameter buffer, float[] values) {
        NDArray target = buffer.getArray();
        try (NDArray alias = target.getManager().create(values, target.getShape())) {
            alias.copyTo(target);
        }
    }
}
