package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.FusionOutput;
import dev.attune.api.fusion.ModalityBatch;
import dev.attune.api.nn.JointAttention;
import dev.attune.api.nn.JointAttentionStep.Form;
import dev.attune.api.nn.Pass;
import dev.attune.api.nn.ResidualBiLstm;
import dev.attune.api.nn.Sequences;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the features that joint cross-attention gives back to it, and lets a bidirectional LSTM read what comes out.
 *
 * <p>With rows as time, X_m (L, D_m), D = Σ D_m, and every product a linear map with bias:
 *
 * <pre>
 * J   = [X_1 ; ... ; X_n] W_q                               (L, D)
 * S_m = Dropout( tanh( (K_m X_m)ᵀ J / sqrt(D) ) )           (D_m, D)   K_m (L, L) mixes frames
 * H_m = ReLU( tanh( (X_m V_m) S_m ) )                       (L, D)
 * X_m ← X_m + Dropout( ReLU( H_m W_m ) )                    (L, D_m)   depth times, each with own weights
 * X   = [X_1 ; ... ; X_n]                                   (L, D)
 * v   = [X ; BiLSTM(X)] W + b,   h = v / max(‖v‖₂, 1e-12)    (width)    with joint-lstm; two layers, learnt initial state
 * </pre>
 *
 * <p>The fused sequence is h, (B, L, width), or X, (B, L, D), without the LSTM. The paper has two modalities, any number is
 * possible here. LSTMs before the attention are left to the temporal model. K_m ties the weights to one window length.
 *
 * <p>Use it to see what recursion and the LSTM add to {@code jca}. Do not use it for live prediction, where windows are of many
 * lengths, or with a head that needs the size of features: each h has length one.
 *
 * <p>R. Gnana Praveen, Eric Granger, Patrick Cardinal: Recursive Joint Attention for Audio-Visual Fusion in Regression Based
 * Emotion Recognition, ICASSP, 2023, arXiv 2304.07958. Parameters: {@code dcn_layers...} as in {@link JcaFusion}, and {@code
 * joint.init_hidden}, {@code joint.rnn...}, {@code joint.linear...}.
 */
final class RjcaFusion extends FusionModel {
    private static final int LSTM_LAYERS = 2;

    private final int outputs;
    private final JointAttention attention;
    private final @Nullable ResidualBiLstm joint;

    RjcaFusion(RjcaConfig config, FusionContext context) {
        super(context);
        requireWindowLength();
        int total = context.totalDimension();
        attention =
                child(JointModels.STEPS, JointModels.steps(Form.journal(config.dropout()), config.depth(), context));
        joint = config.jointLstm()
                ? child("joint", new ResidualBiLstm(total, config.width(), LSTM_LAYERS, context.random()))
                : null;
        outputs = joint == null ? total : config.width();
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    protected FusionOutput combine(Pass pass, ModalityBatch batch) {
        JointAttention.Levels levels = attention.apply(pass, batch.sequences(), batch.frames());
        List<NDArray> attended = levels.attended(); // (B, L, D_m)
        NDArray all = Sequences.concat(attended); // (B, L, D)
        FusionOutput output = FusionOutput.fused(joint == null ? all : joint.apply(pass, all, batch.frames()));
        for (int m = 0; m < names().size(); m++) {
            output.withFeatures(names().get(m), attended.get(m));
        }
        return JointModels.withMaps(pass, output, levels.correlations(names()));
    }
}
