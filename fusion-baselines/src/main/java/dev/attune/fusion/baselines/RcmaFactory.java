package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import dev.attune.api.fusion.ModalityCount;
import java.util.Optional;

/** Makes recursive cross-modal attention models. */
final class RcmaFactory implements FusionFactory<RcmaConfig> {
    @Override
    public String name() {
        return "rcma";
    }

    @Override
    public Class<RcmaConfig> configType() {
        return RcmaConfig.class;
    }

    @Override
    public String summary() {
        return "Recursive cross-modal attention: each modality is weighted, repeatedly, by its correlation with"
                + " all the others.";
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "R. Gnana Praveen, Jahangir Alam, Recursive Cross-Modal Attention for Multimodal Fusion in"
                        + " Dimensional Emotion Recognition, first preprint of RJCMA, 2024",
                "arXiv:2403.13659v1",
                """
                @misc{praveen2024rcma,
                  title  = {Recursive Cross-Modal Attention for Multimodal Fusion in Dimensional Emotion Recognition},
                  author = {Praveen, R. Gnana and Alam, Jahangir},
                  year   = {2024},
                  eprint = {2403.13659v1},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                J_m = [X_k, k != m]                                   X_m (L, D_m), rows are frames; d = features of J_m
                C_m = Dropout(tanh(X_mᵀ W_jm J_m / sqrt(d)))          (D_m, d), W_jm (L, L) mixes frames
                H_m = ReLU(X_m W_cm C_m)                              (L, d)
                X_m ← H_m W_hm + X_m                                  depth times, each with weights of its own; no biases
                fused = [X_1 ; ... ; X_n]
                """,
                "n x (B, L, D_m) -> (B, L, D)",
                "To see what RJCMA gains by letting a modality correlate with itself as well and by projecting"
                        + " the joint representation.",
                "Where predictions must not look ahead, or windows are long or of many lengths: W_jm has L²"
                        + " weights."));
    }

    @Override
    public ModalityCount modalities(RcmaConfig config) {
        return ModalityCount.atLeast(2);
    }

    @Override
    public boolean fixedLength(RcmaConfig config) {
        return true;
    }

    @Override
    public boolean attends(RcmaConfig config) {
        return true;
    }

    @Override
    public FusionModel create(RcmaConfig config, FusionContext context) {
        return new RcmaFusion(config, context);
    }
}
