package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Pass;
import java.util.ArrayList;
import java.util.List;

/**
 * Folds the modalities into one, each by a bilinear form with what came before.
 *
 * <pre>
 * p_m   = projections.m(x_m)                                                        (width), at each frame
 * h     = p_0
 * h'[o] = Σ_i Σ_j p[i] W[o,i,j] h[j] + (left p)[o] + (right h)[o]                   p = p_1, ..., p_{n-1} in turn
 * fused = the last h                                                                (width)
 * </pre>
 *
 * <p>W, left and right are those of interaction k for p_{k+1}. There is no nonlinearity but the product: one modality
 * decides which linear map the other goes through. The fused sequence is (B, L, width). Frames do not mix, so masks
 * need no care.
 *
 * <p>Use it where one modality changes what another means. The order of modalities matters from three on: the last one
 * modulates the interaction of those before. Do not use it with large widths, as there are width³ weights for each
 * modality after the first.
 *
 * <p>Siddhant M. Jayakumar et al.: Multiplicative Interactions and Where to Find Them, ICLR 2020. Parameters: {@code
 * projections.0.weight}, {@code projections.0.bias}, ..., {@code interactions.0.weight} (width, width, width), {@code
 * interactions.0.left.weight}, {@code interactions.0.right.weight}, {@code interactions.0.right.bias}, ...
 */
final class MultiplicativeFusion extends FusionModel {
    private final int width;
    private final List<Linear> projections = new ArrayList<>();
    private final List<MultiplicativeInteraction> interactions = new ArrayList<>();

    MultiplicativeFusion(MultiplicativeConfig config, FusionContext context) {
        super(context);
        width = config.width();
        for (int dimension : context.dimensions()) {
            projections.add(
                    child("projections." + projections.size(), new Linear(dimension, width, true, context.random())));
        }
        for (int k = 0; k < names().size() - 1; k++) {
            interactions.add(child("interactions." + k, new MultiplicativeInteraction(width, context.random())));
        }
    }

    @Override
    public int outputs() {
        return width;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        NDArray hidden = projections.get(0).apply(pass, batch.sequence(0)); // (B, L, width)
        for (int k = 0; k < interactions.size(); k++) {
            NDArray next = projections.get(k + 1).apply(pass, batch.sequence(k + 1)); // (B, L, width)
            hidden = interactions.get(k).apply(pass, next, hidden);
        }
        return FusionOutput.fused(hidden);
    }
}
