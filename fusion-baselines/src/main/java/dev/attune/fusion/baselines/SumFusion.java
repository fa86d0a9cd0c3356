package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Pass;
import java.util.ArrayList;
import java.util.List;

/**
 * Projects each modality to one width and combines them feature by feature.
 *
 * <pre>
 * h = Σ_m x_m W_m    or    1/n Σ_m x_m W_m    or    max_m x_m W_m      (width), at each frame
 * </pre>
 *
 * <p>The fused sequence is (B, L, width). The projections have no bias, so that a missing modality, whose features are
 * zero, adds nothing to the sum. Frames do not mix. Use it as a fusion with few parameters whose width does not grow
 * with the number of modalities; the sum alone adds nothing that a linear layer on a concatenation could not do, only
 * the maximum is nonlinear.
 *
 * <p>Parameters: {@code projections.0.weight}, {@code projections.1.weight}, ...
 */
final class SumFusion extends FusionModel {
    private final SumConfig config;
    private final List<Linear> projections = new ArrayList<>();

    SumFusion(SumConfig config, FusionContext context) {
        super(context);
        this.config = config;
        for (int dimension : context.dimensions()) {
            projections.add(child(
                    "projections." + projections.size(),
                    new Linear(dimension, config.width(), false, context.random())));
        }
    }

    @Override
    public int outputs() {
        return config.width();
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        NDList projected = new NDList();
        for (int m = 0; m < projections.size(); m++) {
            projected.add(projections.get(m).apply(pass, batch.sequence(m))); // (B, L, width)
        }
        NDArray each = NDArrays.stack(projected, 2); // (B, L, n, width)
        int[] modalities = {2};
        return FusionOutput.fused(
                switch (config.mode()) {
                    case SUM -> each.sum(modalities);
                    case MEAN -> each.mean(modalities);
                    case MAX -> each.max(modalities);
                });
    }
}
