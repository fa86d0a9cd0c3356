package dev.attune.fusion.rjcma;

import dev.attune.api.Citation;
import dev.attune.api.ConfigProblem;
import dev.attune.api.ExperimentFacts;
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
    public boolean fixedLength(RjcmaConfig config) {
        return Settings.of(config).depth() > 0;
    }

    @Override
    public FusionModel create(RjcmaConfig config, FusionContext context) {
        return new Rjcma(config, context.modalities(), context.windowLength(), context.random());
    }
}
