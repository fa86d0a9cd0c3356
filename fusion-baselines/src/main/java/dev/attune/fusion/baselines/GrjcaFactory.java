package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import java.util.Optional;

/** Makes gated recursive joint cross-attention models. */
final class GrjcaFactory implements FusionFactory<GrjcaConfig> {
    @Override
    public String name() {
        return "grjca";
    }

    @Override
    public Class<GrjcaConfig> configType() {
        return GrjcaConfig.class;
    }

    @Override
    public String summary() {
        return "Gated recursive joint cross-attention: gates choose among the features before, between and after"
                + " the steps.";
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "R. Gnana Praveen, Jahangir Alam, Eric Charton, United we stand, Divided we fall: Handling Weak"
                        + " Complementary Relationships for Audio-Visual Emotion Recognition in Valence-Arousal Space, 2025",
                "arXiv:2503.12261",
                """
                @misc{praveen2025united,
                  title  = {United we stand, Divided we fall: Handling Weak Complementary Relationships for Audio-Visual Emotion
                            Recognition in Valence-Arousal Space},
                  author = {Praveen, R. Gnana and Alam, Jahangir and Charton, Eric},
                  year   = {2025},
                  eprint = {2503.12261},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                X_m^(0) = the input, X_m^(l) = step l of jca (journal) on X^(l-1), l = 1, ..., N     (L, D_m); N is depth
                flat:          G_m = softmax((X_m^(N) W_m + b_m) / T)                               (N + 1), at each frame
                               out_m = ReLU(sum over l = 0..N of G_m[l] ⊙ X_m^(l))                  (D_m)
                hierarchical:  g = softmax((X_m^(l) W_ml + b_ml) / T)                               (2), for each l
                               Z_m^(l) = ReLU(g[0] ⊙ X_m^(l-1) + g[1] ⊙ X_m^(l))                    (D_m)
                               h = softmax(([Z_m^(1) ; ... ; Z_m^(N)] W'_m + b'_m) / T)             (N)
                               out_m = ReLU(sum over l = 1..N of h[l-1] ⊙ Z_m^(l))                  (D_m)
                fused = [out_1 ; ... ; out_n]

                Written after the paper's abstract, which names these two forms; its equations were not at hand, so that scores
                of this model must not be called a reproduction of the paper.
                """,
                "n x (B, L, D_m) -> (B, L, D)",
                "Where rjca helps on some data and harms on others.",
                "Where predictions must not look ahead or windows are of many lengths, or to stand for the"
                        + " published model in a comparison: see the formula."));
    }

    @Override
    public boolean fixedLength(GrjcaConfig config) {
        return true;
    }

    @Override
    public boolean attends(GrjcaConfig config) {
        return true;
    }

    @Override
    public FusionModel create(GrjcaConfig config, FusionContext context) {
        return new GrjcaFusion(config, context);
    }
}
