package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import java.util.List;
import java.util.Optional;

/** Makes joint cross-attention models. */
final class JcaFactory implements FusionFactory<JcaConfig> {
    @Override
    public String name() {
        return "jca";
    }

    @Override
    public Class<JcaConfig> configType() {
        return JcaConfig.class;
    }

    @Override
    public String summary() {
        return "Joint cross-attention: weights each modality by its correlation with all modalities together.";
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "R. Gnana Praveen, Patrick Cardinal, Eric Granger, Audio-Visual Fusion for Emotion Recognition in the"
                        + " Valence-Arousal Space Using Joint Cross-Attention, IEEE Transactions on Biometrics, Behavior,"
                        + " and Identity Science, 2023 (variant journal); R. Gnana Praveen et al., A Joint"
                        + " Cross-Attention Model for Audio-Visual Fusion in Dimensional Emotion Recognition, CVPR"
                        + " Workshops, 2022 (variant cvprw-2022)",
                "arXiv:2209.09068, arXiv:2203.14779",
                """
                @article{praveen2023audio,
                  title   = {Audio-Visual Fusion for Emotion Recognition in the Valence-Arousal Space Using Joint
                             Cross-Attention},
                  author  = {Praveen, R. Gnana and Cardinal, Patrick and Granger, Eric},
                  journal = {IEEE Transactions on Biometrics, Behavior, and Identity Science},
                  year    = {2023},
                  eprint  = {2209.09068},
                  archivePrefix = {arXiv}
                }

                @inproceedings{praveen2022joint,
                  title     = {A Joint Cross-Attention Model for Audio-Visual Fusion in Dimensional Emotion
                               Recognition},
                  author    = {Praveen, R. Gnana and de Melo, Wheidima Carneiro and Ullah, Nasib and Aslam, Haseeb and
                               Zeeshan, Osama and Denorme, Th{\\'e}o and Pedersoli, Marco and Koerich, Alessandro and
                               Bacon, Simon and Cardinal, Patrick and Granger, Eric},
                  booktitle = {CVPR Workshops},
                  year      = {2022},
                  eprint    = {2203.14779},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                journal:      J = [X_1 ; ... ; X_n] W_q + b        X_m (L, D_m), rows are frames; D = sum of D_m
                              S_m = Dropout(tanh((K_m X_m)ᵀ J / sqrt(D)))           (D_m, D), K_m (L, L) mixes frames
                              H_m = ReLU(tanh((X_m V_m) S_m))                       (L, D)
                              X_m ← X_m + Dropout(ReLU(H_m W_m))                    steps times, each with own weights
                cvprw-2022:   X_m = Z_m E_m + b_m                                   (L, width), of the inputs Z_m
                              C_m = tanh(X_mᵀ A_m J / sqrt(n width))                J = [X_1 ; ... ; X_n]
                              H_m = ReLU(C_m W_cm + X_mᵀ W_m)                       (width, hidden)
                              X_m ← (H_m W_hm)ᵀ + X_m                               W_m, W_hm mix frames
                fused = [X_1 ; ... ; X_n]
                """,
                "n x (B, L, D_m) -> (B, L, D), with cvprw-2022 (B, L, n width)",
                "To see what recursion, a third modality and RJCMA's other changes bring over their common origin.",
                "Where predictions must not look ahead, or windows are long or of many lengths: K_m has L² weights."));
    }

    @Override
    public boolean fixedLength(JcaConfig config) {
        return true;
    }

    /** The workshop's model changes the width of each modality, so that inputs cannot stand beside its features. */
    @Override
    public boolean attends(JcaConfig config) {
        return config.variant() == JcaConfig.Variant.JOURNAL;
    }

    @Override
    public List<ConfigProblem> check(JcaConfig config, ExperimentFacts facts) {
        return config.sequenceLength()
                .filter(length -> length != facts.windowLength())
                .map(length -> new ConfigProblem(
                        "sequence-length",
                        "the windows have " + facts.windowLength() + " frames but sequence-length is " + length
                                + "; leave it out or make both equal",
                        Optional.of("data.window.length")))
                .map(List::of)
                .orElse(List.of());
    }

    @Override
    public FusionModel create(JcaConfig config, FusionContext context) {
        int length = config.sequenceLength().orElse(context.windowLength());
        if (length != context.windowLength()) {
            throw new IllegalArgumentException(
                    "sequence length must be the window length " + context.windowLength() + ", found " + length);
        }
        return config.variant() == JcaConfig.Variant.JOURNAL
                ? new JcaFusion(config, context)
                : new Jca2022Fusion(config, context);
    }
}
