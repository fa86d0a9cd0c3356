package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.ModalityCount;
import java.util.List;
import java.util.Optional;

/** Makes inconsistency-aware cross-attention models. */
final class IacaFactory implements FusionFactory<IacaConfig> {
    @Override
    public String name() {
        return "iaca";
    }

    @Override
    public Class<IacaConfig> configType() {
        return IacaConfig.class;
    }

    @Override
    public String summary() {
        return "Inconsistency-aware cross-attention: gates between attention to others and within, then among"
                + " modalities.";
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "R. Gnana Praveen, Jahangir Alam, Inconsistency-Aware Cross-Attention for Audio-Visual Fusion in"
                        + " Dimensional Emotion Recognition, 2024",
                "arXiv:2405.12853",
                """
                @misc{praveen2024inconsistency,
                  title  = {Inconsistency-Aware Cross-Attention for Audio-Visual Fusion in Dimensional Emotion Recognition},
                  author = {Praveen, R. Gnana and Alam, Jahangir},
                  year   = {2024},
                  eprint = {2405.12853},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                X_att,m = attended features of the wrapped fusion                          X_m (L, D_m), rows are frames
                S_m[j] = tanh(X_m[j] + sum over k of softmax_k(X_m[k] U_m X_m[j]ᵀ) X_m[k])
                G_m = softmax((X_att,m W_m + b_m) / T)                                     (2), at each frame
                Z_m = ReLU(G_m[0] ⊙ S_m + G_m[1] ⊙ X_att,m)                                (D_m)
                V = softmax(([Z_1 ; ... ; Z_n] W + b) / T)                                 (n)
                fused = [V_1 ⊙ Z_1 ; ... ; V_n ⊙ Z_n]

                Written after the paper's abstract and a published summary; its equations were not at hand, so that scores of
                this model must not be called a reproduction of the paper.
                """,
                "n x (B, L, D_m) -> (B, L, D)",
                "Where modalities complement each other only now and then and one of them may be corrupted.",
                "Where predictions must not look ahead, or to stand for the published model in a comparison: see"
                        + " the formula."));
    }

    /** As the wrapped fusion, but at least 2: among one modality there is nothing to choose. */
    @Override
    public ModalityCount modalities(IacaConfig config) {
        ModalityCount of = config.of().modalities();
        return new ModalityCount(Math.max(2, of.least()), Math.max(2, of.most()));
    }

    @Override
    public boolean fixedLength(IacaConfig config) {
        return config.of().fixedLength();
    }

    @Override
    public boolean attends(IacaConfig config) {
        return true;
    }

    @Override
    public List<ConfigProblem> check(IacaConfig config, ExperimentFacts facts) {
        return Attending.check(config.of(), facts);
    }

    @Override
    public FusionModel create(IacaConfig config, FusionContext context) {
        return new IacaFusion(config, context);
    }
}
