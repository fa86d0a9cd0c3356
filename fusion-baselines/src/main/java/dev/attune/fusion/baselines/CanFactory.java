package dev.attune.fusion.baselines;

import dev.attune.api.Citation;
import dev.attune.api.Explanation;
import dev.attune.api.fusion.FusionContext;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.api.fusion.FusionModel;
import java.util.Optional;

/** Makes channel attention models. */
final class CanFactory implements FusionFactory<CanConfig> {
    @Override
    public String name() {
        return "can";
    }

    @Override
    public Class<CanConfig> configType() {
        return CanConfig.class;
    }

    @Override
    public String summary() {
        return "Channel attention: at each frame, one softmax over the features of all modalities weighs them.";
    }

    @Override
    public Optional<Citation> citation() {
        return Optional.of(new Citation(
                "Su Zhang, Ruyi An, Yi Ding, Cuntai Guan, Continuous Emotion Recognition using Visual-audio-linguistic"
                        + " Information: A Technical Report for ABAW3, CVPR Workshops, 2022; the model CAN of its code",
                "github.com/sucv/ABAW3",
                """
                @inproceedings{zhang2022continuous,
                  title     = {Continuous Emotion Recognition using Visual-audio-linguistic Information: A Technical
                               Report for {ABAW3}},
                  author    = {Zhang, Su and An, Ruyi and Ding, Yi and Guan, Cuntai},
                  booktitle = {CVPR Workshops},
                  year      = {2022},
                  eprint    = {2203.13031},
                  archivePrefix = {arXiv},
                  note      = {The model {CAN} of the code, github.com/sucv/ABAW3}
                }
                """));
    }

    @Override
    public Optional<Explanation> explanation() {
        return Optional.of(new Explanation(
                """
                c = [x_1 W_1 + b_1 ; ... ; x_n W_n + b_n]
                h = softmax(c U + u) * c                 over all n width features of the frame
                """,
                "n x (B, L, D_m) -> (B, L, n width)",
                "As a cheap baseline of attention, next to concat: what does weighing features alone bring?",
                "Where the head has no normalisation: shares of a softmax over many features are small, and so is what"
                        + " comes out."));
    }

    @Override
    public FusionModel create(CanConfig config, FusionContext context) {
        return new CanFusion(config, context);
    }
}
