package dev.attune.fusion.rjcma;

import dev.attune.api.Citation;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import java.util.List;
import java.util.Optional;

/** Offers {@link Rjcma} to configurations. */
final class RjcmaFactory implements FusionFactory<RjcmaConfig> {
    @Override
    public String name() {
        return "rjcma";
    }

    @Override
    public Class<RjcmaConfig> configType() {
        return RjcmaConfig.class;
    }

    @Override
    public String summary() {
        return "Recursive joint cross-modal attention: each modality is weighted, repeatedly, by its correlation with all together.";
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "R. Gnana Praveen and Jahangir Alam: Recursive Joint Cross-Modal Attention for Multimodal Fusion in "
                        + "Dimensional Emotion Recognition, CVPR Workshops, 2024",
                "arXiv:2403.13659",
                """
                @inproceedings{praveen2024rjcma,
                  title     = {Recursive Joint Cross-Modal Attention for Multimodal Fusion in Dimensional Emotion Recognition},
                  author    = {Praveen, R. Gnana and Alam, Jahangir},
                  booktitle = {IEEE/CVF Conference on Computer Vision and Pattern Recognition Workshops},
                  year      = {2024},
                  eprint    = {2403.13659},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                J = FC([X_1 ; ... ; X_n])                  X_m (L, D_m), rows are frames; D = sum of D_m
                C_m = tanh(X_mᵀ W_jm J / sqrt(D))          (D_m, D), W_jm (L, L) mixes frames
                H_m = ReLU(X_m W_cm C_m)                   (L, D)
                X_m ← H_m W_hm + X_m                       depth times, each with weights of its own
                fused = [X_1 ; ... ; X_n]
                reference-code: J without FC, tanh before ReLU in H_m, ReLU and dropout after W_hm, biases
                """,
                "n x (B, L, D_m) -> (B, L, D)",
                "For aligned sequences, cut into windows of one length, whose modalities are informative together.",
                "Where predictions must not look ahead, or windows are long or of many lengths: W_jm has L² weights."));
    }

    @Override
    public boolean fixedLength(RjcmaConfig config) {
        return Settings.of(config).depth() > 0;
    }

    @Override
    public boolean attends(RjcmaConfig config) {
        return true;
    }

    @Override
    public List<ConfigProblem> check(RjcmaConfig config, ExperimentFacts facts) {
        return config
                .sequenceLength()
                .filter(length -> length != facts.windowLength())
                .map(length -> new ConfigProblem(
                        "sequence-length",
                        "the attention over time is built for " + length + " frames, but windows have "
                                + facts.windowLength() + "; leave the option out, or make the two equal",
                        Optional.of("data.window.length")))
                .stream()
                .toList();
    }

    @Override
    public FusionModel create(RjcmaConfig config, FusionContext context) {
        return new Rjcma(config, context.modalities(), context.windowLength(), context.random());
    }
}
