package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
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
                "R. Gnana Praveen et al., A Joint Cross-Attention Model for Audio-Visual Fusion in Dimensional Emotion"
                        + " Recognition, CVPR Workshops, 2022",
                "arXiv:2203.14779",
                """
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
    public boolean fixedLength(JcaConfig config) {
        return true;
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
