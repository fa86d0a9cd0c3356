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

/** Makes dynamic cross-attention models. */
final class DcaFactory implements FusionFactory<DcaConfig> {
    @Override
    public String name() {
        return "dca";
    }

    @Override
    public Class<DcaConfig> configType() {
        return DcaConfig.class;
    }

    @Override
    public String summary() {
        return "Dynamic cross-attention: puts a gate round any attention, which chooses between attended"
                + " features and the input.";
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "R. Gnana Praveen, Jahangir Alam, Cross-Attention is Not Always Needed: Dynamic Cross-Attention"
                        + " for Audio-Visual Dimensional Emotion Recognition, ICME, 2024",
                "arXiv:2403.19554",
                """
                @inproceedings{praveen2024dynamic,
                  title     = {Cross-Attention is Not Always Needed: Dynamic Cross-Attention for Audio-Visual Dimensional
                               Emotion Recognition},
                  author    = {Praveen, R. Gnana and Alam, Jahangir},
                  booktitle = {IEEE International Conference on Multimedia and Expo},
                  year      = {2024},
                  eprint    = {2403.19554},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                X_att,m = attended features of the wrapped fusion      (D_m), at each frame
                G_m = softmax((X_att,m W_m + b_m) / T)                 (2)
                X_out,m = ReLU(G_m[0] ⊙ X_m + G_m[1] ⊙ X_att,m)        (D_m)
                fused = [X_out,1 ; ... ; X_out,n]
                """,
                "n x (B, L, D_m) -> (B, L, D)",
                "Round any attention where modalities complement each other only now and then.",
                "To learn whether a modality is of any use: what is gated is the attention, never the modality"
                        + " itself."));
    }

    @Override
    public ModalityCount modalities(DcaConfig config) {
        return config.of().modalities();
    }

    @Override
    public boolean fixedLength(DcaConfig config) {
        return config.of().fixedLength();
    }

    @Override
    public boolean attends(DcaConfig config) {
        return true;
    }

    @Override
    public List<ConfigProblem> check(DcaConfig config, ExperimentFacts facts) {
        return Attending.check(config.of(), facts);
    }

    @Override
    public FusionModel create(DcaConfig config, FusionContext context) {
        return new DcaFusion(config, context);
    }
}
