package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import java.util.Optional;

/** Makes recursive joint attention models. */
final class RjcaFactory implements FusionFactory<RjcaConfig> {
    @Override
    public String name() {
        return "rjca";
    }

    @Override
    public Class<RjcaConfig> configType() {
        return RjcaConfig.class;
    }

    @Override
    public String summary() {
        return "Recursive joint attention: joint cross-attention fed back to itself, then a bidirectional LSTM"
                + " over all modalities.";
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "R. Gnana Praveen, Eric Granger, Patrick Cardinal, Recursive Joint Attention for Audio-Visual"
                        + " Fusion in Regression Based Emotion Recognition, ICASSP, 2023",
                "arXiv:2304.07958",
                """
                @inproceedings{praveen2023recursive,
                  title     = {Recursive Joint Attention for Audio-Visual Fusion in Regression Based Emotion Recognition},
                  author    = {Praveen, R. Gnana and Granger, Eric and Cardinal, Patrick},
                  booktitle = {IEEE International Conference on Acoustics, Speech and Signal Processing},
                  year      = {2023},
                  eprint    = {2304.07958},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                J = [X_1 ; ... ; X_n] W_q + b                         X_m (L, D_m), rows are frames; D = sum of D_m
                S_m = Dropout(tanh((K_m X_m)ᵀ J / sqrt(D)))           (D_m, D), K_m (L, L) mixes frames
                H_m = ReLU(tanh((X_m V_m) S_m))                       (L, D)
                X_m ← X_m + Dropout(ReLU(H_m W_m))                    depth times, each with weights of its own
                X = [X_1 ; ... ; X_n]
                v = [X ; BiLSTM(X)] W + b                             (L, width), two layers, learnt initial state
                fused = v / max(|v|, 1e-12) at each frame, or X without joint-lstm
                """,
                "n x (B, L, D_m) -> (B, L, width), or (B, L, D) without joint-lstm",
                "To see what recursion and the LSTM add to jca.",
                "Where predictions must not look ahead, or windows are long or of many lengths: K_m has L²"
                        + " weights."));
    }

    @Override
    public boolean fixedLength(RjcaConfig config) {
        return true;
    }

    /** With the LSTM something learnt follows the attended features. */
    @Override
    public boolean attends(RjcaConfig config) {
        return !config.jointLstm();
    }

    @Override
    public FusionModel create(RjcaConfig config, FusionContext context) {
        return new RjcaFusion(config, context);
    }
}
