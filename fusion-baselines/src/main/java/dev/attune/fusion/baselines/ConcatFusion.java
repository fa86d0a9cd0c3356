package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.Activations;
import dev.attune.api.nn.Dropout;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.Sequences;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the features of all modalities side by side.
 *
 * <pre>
 * h_0 = [x_1 ; ... ; x_n]                       (D)       at each frame
 * h_i = Dropout( ReLU( h_{i-1} W_i + b_i ) )    (hidden i)
 * </pre>
 *
 * <p>The fused sequence is the last h, (B, L, D) without hidden layers. Frames do not mix, so masks need no care. Use
 * it as the comparison that any other fusion must survive: a head, and temporal models before it, can learn much from a
 * concatenation. It cannot weigh modalities by how well they fit together at the moment, and a missing modality is seen
 * as zeros.
 *
 * <p>Parameters: {@code layers.0.weight}, {@code layers.0.bias}, {@code layers.1.weight}, ...
 */
final class ConcatFusion extends FusionModel {
    private final int outputs;
    private final List<Linear> layers = new ArrayList<>();
    private final Dropout dropout;

    ConcatFusion(ConcatConfig config, FusionContext context) {
        super(context);
        int width = context.totalDimension();
        for (int units : config.hidden()) {
            layers.add(child("layers." + layers.size(), new Linear(width, units, true, context.random())));
            width = units;
        }
        outputs = width;
        dropout = new Dropout(config.dropout());
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        NDArray hidden = Sequences.concat(batch.sequences()); // (B, L, D)
        for (Linear layer : layers) {
            hidden = dropout.apply(pass, Activations.relu(layer.apply(pass, hidden))); // (B, L, units)
        }
        return FusionOutput.fused(hidden);
    }
}
