package dev.attune.fusion.rjcma;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import dev.attune.api.nn.Activations;
import dev.attune.api.nn.CorrelationAttention;
import dev.attune.api.nn.Dropout;
import dev.attune.api.nn.Layer;
import dev.attune.api.nn.Linear;
import dev.attune.api.nn.Masks;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.RandomSource;
import dev.attune.api.nn.Sequences;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One recursion of {@link Rjcma}: equations (1) to (10) for all modalities at once. */
final class JointAttentionStep extends Layer {
    private final Settings settings;
    private final @Nullable Linear joint; // FC
    private final List<Linear> keys = new ArrayList<>(); // W_jm
    private final List<Linear> values = new ArrayList<>(); // W_cm
    private final List<Linear> outputs = new ArrayList<>(); // W_hm
    private final Dropout scoreDropout;
    private final Dropout outputDropout;

    JointAttentionStep(Settings settings, List<Integer> dimensions, int sequenceLength, RandomSource random) {
        this.settings = settings;
        int total = dimensions.stream().mapToInt(Integer::intValue).sum(); // d
        joint = settings.keepsJointProjection()
                ? child("dense_coattn.query_linear", new Linear(total, total, true, random))
                : null;
        if (joint != null && !settings.jointProjection()) {
            joint.freezeParameters(true); // there for the sake of published parameters, computed by nobody
        }
        for (int m = 1; m <= dimensions.size(); m++) {
            keys.add(child(
                    "dense_coattn.key" + m + "_linear",
                    new Linear(sequenceLength, sequenceLength, settings.biases(), random)));
        }
        for (int m = 1; m <= dimensions.size(); m++) {
            int dimension = dimensions.get(m - 1);
            values.add(child(
                    "dense_coattn.value" + m + "_linear", new Linear(dimension, dimension, settings.biases(), random)));
        }
        for (int m = 0; m < dimensions.size(); m++) {
            outputs.add(child("linears." + m + ".0", new Linear(total, dimensions.get(m), settings.biases(), random)));
        }
        scoreDropout = new Dropout(settings.scoreDropout());
        outputDropout = new Dropout(settings.outputDropout());
    }

    /**
     * What a step gives, by modality.
     *
     * @param attended X_att,m, (B, L, d_m) each, zero at frames that do not exist
     * @param correlations C_m, (B, d_m, d) each
     */
    record Result(List<NDArray> attended, List<NDArray> correlations) {}

    /**
     * Attends.
     *
     * @param modalities X_m, (B, L, d_m) each, zero at frames that do not exist
     * @param frames (B, L, 1), 1 at frames that exist, 0 elsewhere
     */
    Result apply(Pass pass, List<NDArray> modalities, NDArray frames) {
        NDArray together = joint(pass, modalities, frames); // (B, L, d)
        List<NDArray> attended = new ArrayList<>();
        List<NDArray> correlations = new ArrayList<>();
        for (int m = 0; m < modalities.size(); m++) {
            NDArray x = modalities.get(m);
            NDArray correlation = correlation(pass, m, x, together);
            correlations.add(correlation);
            NDArray hidden = hidden(pass, m, x, scoreDropout.apply(pass, correlation));
            // A bias would move frames that do not exist away from zero.
            attended.add(attended(pass, m, x, hidden).mul(frames));
        }
        return new Result(attended, correlations);
    }

    /** (1): J = FC([X_1 ; ... ; X_n]), (B, L, d); zero at frames that do not exist, which FC's bias would fill. */
    private NDArray joint(Pass pass, List<NDArray> modalities, NDArray frames) {
        NDArray concatenated = Sequences.concat(modalities);
        return joint != null && settings.jointProjection()
                ? joint.apply(pass, concatenated).mul(frames)
                : concatenated;
    }

    /** (2) to (4): C_m = tanh(X_mᵀ W_jm J / sqrt(d)), (B, d_m, d). */
    private NDArray correlation(Pass pass, int m, NDArray x, NDArray joint) {
        NDArray key = keys.get(m).apply(pass, x.transpose(0, 2, 1)); // X_mᵀ W_jm, (B, d_m, L)
        return CorrelationAttention.correlation(key, joint);
    }

    /** (5) to (7): H_m = ReLU(X_m W_cm C_m), (B, L, d). */
    private NDArray hidden(Pass pass, int m, NDArray x, NDArray correlation) {
        NDArray value = values.get(m).apply(pass, x); // X_m W_cm, (B, L, d_m)
        return CorrelationAttention.weighted(value, correlation, settings.hiddenTanh());
    }

    /** (8) to (10): X_att,m = H_m W_hm + X_m, (B, L, d_m). */
    private NDArray attended(Pass pass, int m, NDArray x, NDArray hidden) {
        NDArray update = outputs.get(m).apply(pass, hidden); // H_m W_hm, (B, L, d_m)
        NDArray rectified = settings.outputRelu() ? Activations.relu(update) : update;
        return outputDropout.apply(pass, rectified).add(x);
    }

    /** As a block: n sequences and the boolean frame mask (B, L) in, n attended sequences out. */
    @Override
    protected NDList compute(Pass pass, NDList inputs) {
        int n = inputs.size() - 1;
        NDArray frames = Masks.column(inputs.get(n)); // (B, L, 1)
        return new NDList(apply(pass, inputs.subList(0, n), frames).attended());
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return List.of(inputShapes).subList(0, inputShapes.length - 1).toArray(new Shape[0]);
    }
}
