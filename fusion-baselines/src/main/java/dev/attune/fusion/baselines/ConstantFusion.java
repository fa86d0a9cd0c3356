package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.Sequences;
import java.util.List;

/**
 * Predicts the mean training label of each target at every frame: ŷ_t = mean of the training labels of t, (B, L,
 * targets).
 *
 * <p>It has no parameters and looks at nothing, so nothing is optimised. Its concordance is 0 by definition and its
 * squared error that of the best constant: a model that does not beat the latter has learnt nothing, whatever its
 * correlation.
 */
final class ConstantFusion extends FusionModel {
    private final List<Double> means;

    ConstantFusion(FusionContext context) {
        super(context);
        means = context.trainingMeans();
    }

    @Override
    public int outputs() {
        return means.size();
    }

    @Override
    public boolean givesPredictions() {
        return true;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        NDArray like = batch.sequence(0); // (B, L, D)
        Shape column = new Shape(like.getShape().get(0), like.getShape().get(1), 1);
        NDList columns = new NDList();
        for (double mean : means) {
            columns.add(like.getManager().full(column, (float) mean, like.getDataType()));
        }
        return FusionOutput.predicted(Sequences.concat(columns)); // (B, L, targets)
    }
}
