package dev.attune.fusion.baselines;

import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.JointAttention;
import dev.attune.api.nn.JointAttentionStep.Form;
import dev.attune.api.nn.Pass;

/**
 * Weights each modality by its correlation with a learnt projection of all modalities, as the journal code does.
 *
 * <p>With rows as time, X_m (L, D_m), D = Σ D_m, and every product a linear map with bias:
 *
 * <pre>
 * J    = [X_1 ; ... ; X_n] W_q                        (L, D)
 * S_m  = Dropout( tanh( (K_m X_m)ᵀ J / sqrt(D) ) )    (D_m, D)   K_m (L, L) mixes frames
 * H_m  = ReLU( tanh( (X_m V_m) S_m ) )                (L, D)
 * X_m ← X_m + Dropout( ReLU( H_m W_m ) )              (L, D_m)
 * </pre>
 *
 * <p>All modalities of a step see the previous step's features; the fused sequence is [X_1 ; ... ; X_n], (B, L, D). The
 * paper has two modalities and its code one step; both numbers are free here. K_m ties the weights to one window
 * length. What the code does around the module (recurrent layers, audio-guided visual attention, the regressor) is left
 * to temporal model and head.
 *
 * <p>Use it to see what recursion, the third modality and RJCMA's other changes bring. Do not use it where window
 * lengths vary or windows are very long: K_m has L² weights.
 *
 * <p>R. Gnana Praveen, Patrick Cardinal, Eric Granger: Audio-Visual Fusion for Emotion Recognition in the
 * Valence-Arousal Space Using Joint Cross-Attention, IEEE Transactions on Biometrics, Behavior, and Identity Science,
 * 2023, arXiv 2209.09068. Parameters carry the names of the authors' code: {@code
 * dcn_layers.0.dense_coattn.query_linear.weight}, {@code ...key1_linear...}, {@code ...value1_linear...}, {@code
 * dcn_layers.0.linears.0.0.weight}.
 */
final class JcaFusion extends FusionModel {
    private final int total;
    private final JointAttention attention;

    JcaFusion(JcaConfig config, FusionContext context) {
        super(context);
        requireWindowLength();
        total = context.totalDimension();
        attention = child(
                JointModels.STEPS,
                JointModels.steps(Form.journal(config.dropoutOrPublished()), config.steps(), context));
    }

    @Override
    public int outputs() {
        return total;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        JointAttention.Levels levels = attention.apply(pass, batch.sequences(), batch.frames());
        return JointModels.attended(pass, names(), levels.attended(), levels.correlations(names())); // (B, L, D)
    }
}
