package dev.attune.fusion.baselines;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;

/**
 * Options of modality-invariant and -specific representations.
 *
 * @param width features of each representation, 1 to 65536, a multiple of heads
 * @param heads of the transformer layer over the representations of a frame, 1 to 64
 * @param dropout probability of dropping an element of that layer and of what comes out, 0 to 0.95
 * @param similarity weight of the loss that pulls shared representations together, 0 to 1000
 * @param difference weight of the loss that keeps private representations apart, 0 to 1000
 * @param reconstruction weight of the loss that keeps both true to the modality, 0 to 1000
 * @since 0.1
 */
public record MisaConfig(
        @DefaultValue("64")
        @Range(min = 1, max = Options.WIDEST)
        @Width(multipleOf = "heads")
        @Doc("Features of each shared and private representation; a multiple of heads.")
        int width,

        @DefaultValue("2")
        @Range(min = 1, max = Options.MOST_HEADS)
        @Doc("Heads of the transformer layer over the representations of a frame.")
        int heads,

        @DefaultValue("0.1")
        @Range(min = 0, max = Options.MOST_DROPOUT)
        @Doc("Probability of dropping an element of the transformer layer and of what comes out.")
        double dropout,

        @DefaultValue("0.3")
        @Range(min = 0, max = MisaConfig.MOST_WEIGHT)
        @Doc("Weight of the loss that pulls the shared representations of different modalities together.")
        double similarity,

        @DefaultValue("0.1")
        @Range(min = 0, max = MisaConfig.MOST_WEIGHT)
        @Doc("Weight of the loss that keeps private representations apart from shared ones and from each other.")
        double difference,

        @DefaultValue("1")
        @Range(min = 0, max = MisaConfig.MOST_WEIGHT)
        @Doc("Weight of the loss that wants each modality back from its two representations.")
        double reconstruction) {
    static final double MOST_WEIGHT = 1000;

    /** Checks ranges. */
    public MisaConfig {
        Options.checkHeads(width, heads);
        Options.checkDropout(dropout);
        Options.checkBetween("similarity", similarity, 0, MOST_WEIGHT);
        Options.checkBetween("difference", difference, 0, MOST_WEIGHT);
        Options.checkBetween("reconstruction", reconstruction, 0, MOST_WEIGHT);
    }
}
