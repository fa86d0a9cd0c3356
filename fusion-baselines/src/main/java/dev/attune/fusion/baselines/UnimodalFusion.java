package dev.attune.fusion.baselines;

import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Pass;

/**
 * Passes one modality on as it is: h = x_m, (B, L, D_m).
 *
 * <p>Temporal model and head do the work. Use it once for each modality beside every fusion: a fusion that does not
 * beat the best of them does not fuse.
 */
final class UnimodalFusion extends FusionModel {
    private final int modality;
    private final int outputs;

    UnimodalFusion(int modality, FusionContext context) {
        super(context);
        this.modality = modality;
        outputs = context.dimensions().get(modality);
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        return FusionOutput.fused(batch.sequence(modality));
    }
}
