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

/** Makes leader-follower attention models. */
final class LfanFactory implements FusionFactory<LfanConfig> {
    @Override
    public String name() {
        return "lfan";
    }

    @Override
    public Class<LfanConfig> configType() {
        return LfanConfig.class;
    }

    @Override
    public String summary() {
        return "Leader-follower attention: at each frame modalities attend to each other, beside a leader left as it is.";
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "Su Zhang, Ruyi An, Yi Ding, Cuntai Guan, Continuous Emotion Recognition using Visual-audio-linguistic"
                        + " Information: A Technical Report for ABAW3, CVPR Workshops, 2022",
                "arXiv:2203.13031",
                """
                @inproceedings{zhang2022continuous,
                  title     = {Continuous Emotion Recognition using Visual-audio-linguistic Information: A Technical
                               Report for {ABAW3}},
                  author    = {Zhang, Su and An, Ruyi and Ding, Yi and Guan, Cuntai},
                  booktitle = {CVPR Workshops},
                  year      = {2022},
                  eprint    = {2203.13031},
                  archivePrefix = {arXiv}
                }
                """));
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                Q_m, K_m, V_m = x_m W_m + b_m, cut into heads of d = width / heads features
                S = softmax(Q K^T / sqrt(d))             (n, n) for each frame and head, over modalities
                a = S V + V                              (n, d)
                o = LayerNorm(Dropout(a W_o + b_o))      all heads and modalities side by side
                h = [x_leader ; o]
                """,
                "n x (B, L, D_m) -> (B, L, D_leader + n width), n >= 2",
                "Where one modality is known to carry most and the others help now and then: it reaches the head"
                        + " unchanged whatever attention does.",
                "Where modalities are not aligned frame by frame: attention runs over the modalities of one frame,"
                        + " never over time."));
    }

    @Override
    public ModalityCount modalities(LfanConfig config) {
        return ModalityCount.atLeast(2);
    }

    @Override
    public List<ConfigProblem> check(LfanConfig config, ExperimentFacts facts) {
        return leader(config).check(facts);
    }

    @Override
    public List<String> reads(LfanConfig config, List<String> available) {
        leader(config).index(available); // refuses a name that no modality has
        return available;
    }

    @Override
    public FusionModel create(LfanConfig config, FusionContext context) {
        return new LfanFusion(config, leader(config).index(context.names()), context);
    }

    private static NamedModality leader(LfanConfig config) {
        return new NamedModality("leader", config.leader());
    }
}
