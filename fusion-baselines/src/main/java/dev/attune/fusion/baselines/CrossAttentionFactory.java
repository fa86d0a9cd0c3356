package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.ModalityCount;
import java.util.Optional;

/** Makes cross-attention models of two modalities. */
final class CrossAttentionFactory implements FusionFactory<CrossAttentionConfig> {
    @Override
    public String name() {
        return "cross-attention";
    }

    @Override
    public Class<CrossAttentionConfig> configType() {
        return CrossAttentionConfig.class;
    }

    @Override
    public String summary() {
        return "Cross-attention of two modalities: each chooses among its frames those that correlate with the"
                + " other's.";
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "R. Gnana Praveen, Eric Granger, Patrick Cardinal, Cross Attentional Audio-Visual Fusion for"
                        + " Dimensional Emotion Recognition, FG, 2021",
                "arXiv:2111.05222",
                """
                @inproceedings{praveen2021cross,
                  title     = {Cross Attentional Audio-Visual Fusion for Dimensional Emotion Recognition},
                  author    = {Praveen, R. Gnana and Granger, Eric and Cardinal, Patrick},
                  booktitle = {IEEE International Conference on Automatic Face and Gesture Recognition},
                  year      = {2021},
                  eprint    = {2111.05222},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                C = X_0 W X_1ᵀ                                               X_m (L, D_m), rows are frames; C (L, L)
                A_0[k,j] = exp(C[k,j] / T) / sum over k' of exp(C[k',j] / T)   frames k of X_0 for frame j of X_1
                A_1[k,j] = exp(C[j,k] / T) / sum over k' of exp(C[j,k'] / T)   frames k of X_1 for frame j of X_0
                X'_m[j] = tanh(X_m[j] + sum over k of A_m[k,j] X_m[k])
                fused = [X'_0 ; X'_1]
                """,
                "2 x (B, L, D_m) -> (B, L, D_0 + D_1)",
                "As the plainest attention between two modalities, from which the joint attention models set out.",
                "Where predictions must not look ahead, or the two modalities are seldom both informative; try"
                        + " dca around it."));
    }

    @Override
    public ModalityCount modalities(CrossAttentionConfig config) {
        return ModalityCount.exactly(2);
    }

    @Override
    public boolean attends(CrossAttentionConfig config) {
        return true;
    }

    @Override
    public FusionModel create(CrossAttentionConfig config, FusionContext context) {
        return new CrossAttentionFusion(config, context);
    }
}
