package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Init;
import dev.attune.api.nn.Masks;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RegressionHead;
import dev.attune.api.nn.Scalars;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Averages the predictions of one head per modality.
 *
 * <pre>
 * ŷ_t = Σ_m w_mt f_m(x_m)_t ,   w_mt = 1/n   or   exp(θ_mt) / Σ_k exp(θ_kt)      at each frame, for each target t
 * </pre>
 *
 * <p>Each f_m is a head like the experiment's own. With {@code missing: skip} the sum and the shares run over the
 * modalities that were observed at the frame. The output is a prediction, (B, L, targets), to which no further head is
 * applied; the heads learn together, from the loss of the average.
 *
 * <p>Use it where modalities are informative on their own or drop out. It cannot learn anything that lies in their
 * interaction.
 *
 * <p>Parameters: {@code heads.0} to {@code heads.n-1} and, if learnt and n > 1, {@code logits} (n, targets), θ, at
 * first zero.
 */
final class LateFusion extends FusionModel {
    private final int targets;
    private final List<RegressionHead> heads = new ArrayList<>();
    private final @Nullable Parameter logits;
    private final boolean skipping;

    LateFusion(LateConfig config, FusionContext context) {
        super(context);
        targets = context.targets().size();
        for (int dimension : context.dimensions()) {
            heads.add(child("heads." + heads.size(), context.heads().create(dimension, context.random())));
        }
        logits = config.weights() == LateConfig.Weights.SOFTMAX && heads.size() > 1
                ? parameter("logits", Init.constant(0), heads.size(), targets)
                : null;
        skipping = config.missing() == LateConfig.Missing.SKIP;
    }

    @Override
    public int outputs() {
        return targets;
    }

    @Override
    public boolean givesPredictions() {
        return true;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        NDList predictions = new NDList();
        for (int m = 0; m < heads.size(); m++) {
            predictions.add(heads.get(m).apply(pass, batch.sequence(m), batch.frames())); // (B, L, targets)
        }
        NDArray each = NDArrays.stack(predictions, 2); // (B, L, n, targets)
        NDArray scores = scores(pass, each); // (n, targets)
        NDArray weights = skipping ? scores.add(exclusion(batch)).softmax(2) : scores.softmax(0);
        return FusionOutput.predicted(each.mul(weights).sum(new int[] {2})); // (B, L, targets)
    }

    private NDArray scores(Pass pass, NDArray like) {
        return logits == null
                ? like.getManager().zeros(new Shape(heads.size(), targets), like.getDataType())
                : pass.value(logits, like);
    }

    /** Returns what to add to a score: 0 where the modality counts, next to minus infinity elsewhere; (B, L, n, 1). */
    private static NDArray exclusion(ModalityBatch batch) {
        NDList masks = new NDList();
        for (int m = 0; m < batch.size(); m++) {
            masks.add(batch.mask(m).toType(DataType.FLOAT32, false));
        }
        NDArray observed = NDArrays.stack(masks, 2); // (B, L, n)
        NDArray none = Scalars.from(1, observed.max(new int[] {2}, true)); // (B, L, 1)
        return Masks.exclusion(observed.add(none)).expandDims(3);
    }
}
