package dev.attune.fusion.baselines;

import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.JointAttention;
import dev.attune.api.nn.JointAttentionStep.Form;
import dev.attune.api.nn.JointAttentionStep.Joint;
import dev.attune.api.nn.Pass;

/**
 * Weights each modality, again and again, by its correlation with all <em>other</em> modalities together.
 *
 * <p>With rows as time, X_m (L, D_m), d the features of all modalities but m, no biases:
 *
 * <pre>
 * J_m = [X_k, k != m]                                  (L, d)
 * C_m = Dropout( tanh( X_mᵀ W_jm J_m / sqrt(d) ) )     (D_m, d)   W_jm (L, L) mixes frames
 * H_m = ReLU( X_m W_cm C_m )                           (L, d)     W_cm (D_m, D_m)
 * X_m ← H_m W_hm + X_m                                 (L, D_m)   W_hm (d, D_m), depth times, each with own weights
 * </pre>
 *
 * <p>All modalities of a step see the previous step's features; the fused sequence is [X_1 ; ... ; X_n], (B, L, D). The paper
 * has n = 3, here n is 2 or more. W_jm ties the weights to one window length.
 *
 * <p>Use it to see what RJCMA gains by letting a modality correlate with itself as well: that, and the projection of the joint
 * representation, is what its authors changed next. Do not use it for live prediction or where windows are of many
 * lengths.
 *
 * <p>R. Gnana Praveen, Jahangir Alam: Recursive Cross-Modal Attention for Multimodal Fusion in Dimensional Emotion Recognition,
 * arXiv 2403.13659v1, 2024. Parameters carry the names of the authors' code, as in {@link JcaFusion}: {@code
 * dcn_layers.0.dense_coattn.key1_linear.weight}, ...
 */
final class RcmaFusion extends FusionModel {
    private final JointAttention attention;

    RcmaFusion(RcmaConfig config, FusionContext context) {
        super(context);
        requireWindowLength();
        attention = child(
                JointModels.STEPS,
                JointModels.steps(Form.equations(Joint.OTHERS, config.dropout()), config.depth(), context));
    }

    @Override
    public int outputs() {
        return dimensions().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        JointAttention.Levels levels = attention.apply(pass, batch.sequences(), batch.frames());
        return JointModels.attended(pass, names(), levels.attended(), levels.correlations(names())); // (B, L, D)
    }
}
