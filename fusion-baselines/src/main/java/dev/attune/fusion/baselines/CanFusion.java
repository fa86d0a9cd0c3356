package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.Sequences;
import java.util.ArrayList;
import java.util.List;

/**
 * Weighs the features of all modalities of a frame by one softmax over them.
 *
 * <pre>
 * c = [ x_1 W_1 + b_1 ; ... ; x_n W_n + b_n ]       (n width), at each frame
 * h = softmax( c U + u ) ⊙ c                        (n width), the softmax over all of them
 * </pre>
 *
 * <p>The fused sequence is (B, L, n width); in passes that do not train, the weights are given as the attention map
 * {@code channels}, (B, L, n width). Frames do not mix, so masks need no care.
 *
 * <p>Use it as the cheapest attention there is, next to a concatenation. Shares of many features are small: the head
 * must normalise, as the experiment's own does.
 *
 * <p>The model {@code CAN} of the code of Su Zhang, Ruyi An, Yi Ding, Cuntai Guan: Continuous Emotion Recognition using
 * Visual-audio-linguistic Information: A Technical Report for ABAW3, CVPR Workshops 2022; what follows it there
 * (linear, batch norm, leaky ReLU, linear, tanh) is the experiment's head. Parameters: {@code attn.0.weight},
 * {@code attn.0.bias}, ..., {@code weights.weight}, {@code weights.bias}.
 */
final class CanFusion extends FusionModel {
    private final int outputs;
    private final List<Linear> projections = new ArrayList<>();
    private final Linear weights;

    CanFusion(CanConfig config, FusionContext context) {
        super(context);
        for (int dimension : dimensions()) {
            projections.add(
                    child("attn." + projections.size(), new Linear(dimension, config.width(), true, context.random())));
        }
        outputs = projections.size() * config.width();
        weights = child("weights", new Linear(outputs, outputs, true, context.random()));
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        List<NDArray> projected = new ArrayList<>();
        for (int m = 0; m < projections.size(); m++) {
            projected.add(projections.get(m).apply(pass, batch.sequence(m))); // (B, L, width)
        }
        NDArray channels = Sequences.concat(projected); // (B, L, n width)
        NDArray attention = weights.apply(pass, channels).softmax(-1); // (B, L, n width)
        FusionOutput fused = FusionOutput.fused(attention.mul(channels));
        return pass.training() ? fused : fused.withAttention("channels", attention);
    }
}
