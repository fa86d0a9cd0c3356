package com.example.agreement;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Masks;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.Scalars;
import java.util.ArrayList;
import java.util.List;

/** Weighs each modality, at each frame, by the cosine between it and the mean of all. */
final class AgreementFusion extends FusionModel {
    private final AgreementConfig config;
    private final List<Linear> projections = new ArrayList<>();

    AgreementFusion(AgreementConfig config, FusionContext context) {
        super(context);
        this.config = config;
        context.modalities()
                .forEach((name, features) -> projections.add(
                        child("project." + name, new Linear(features, config.width(), true, context.random()))));
    }

    @Override
    public int outputs() {
        return config.width();
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        NDList sequences = new NDList();
        NDList observed = new NDList();
        for (int m = 0; m < batch.size(); m++) {
            NDArray projected = projections.get(m).apply(pass, batch.sequence(m)); // (B, L, width)
            sequences.add(Masks.apply(projected, batch.mask(m)));
            observed.add(Masks.column(batch.mask(m))); // (B, L, 1)
        }
        NDArray each = NDArrays.stack(sequences, 2); // (B, L, n, width)
        NDArray unseen = Masks.exclusion(NDArrays.stack(observed, 2)); // (B, L, n, 1)
        NDArray cosines = cosine(each, each.mean(new int[] {2}, true)); // (B, L, n, 1)
        NDArray weights = Scalars.mul(cosines, config.sharpness()).add(unseen).softmax(2);
        return FusionOutput.fused(each.mul(weights).sum(new int[] {2})) // (B, L, width)
                .withAttention("agreement", weights.squeeze(3)); // (B, L, n)
    }

    private static NDArray cosine(NDArray x, NDArray y) {
        return dot(x, y).div(Scalars.add(dot(x, x).mul(dot(y, y)), 1e-6).sqrt()); // no root at 0: its slope is infinite
    }

    private static NDArray dot(NDArray x, NDArray y) {
        return x.mul(y).sum(new int[] {3}, true);
    }
}
