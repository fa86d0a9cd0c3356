package dev.attune.fusion.baselines;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;

/**
 * Options of the bottleneck transformer.
 *
 * @param width features of a token, 1 to 65536 and a multiple of heads; the fused sequence has as many for each
 *     modality
 * @param heads heads of each attention, 1 to 64
 * @param layers how many are stacked for each modality, 1 to 16
 * @param bottlenecks tokens through which modalities exchange what they know, 1 to 256
 * @param dropout probability of dropping an element, 0 to 0.95
 * @since 0.1
 */
public record MbtConfig(
        @Width(multipleOf = "heads")
        @DefaultValue("64")
        @Range(min = 1, max = Options.WIDEST)
        @Doc("Features of a token, a multiple of heads; the fused sequence has as many for each modality.")
        int width,

        @DefaultValue("4") @Range(min = 1, max = Options.MOST_HEADS) @Doc("Heads of each attention.")
        int heads,

        @DefaultValue("2") @Range(min = 1, max = Options.DEEPEST) @Doc("How many layers are stacked for each modality.")
        int layers,

        @DefaultValue("4")
        @Range(min = 1, max = MbtConfig.MOST_BOTTLENECKS)
        @Doc("Tokens through which modalities exchange what they know.")
        int bottlenecks,

        @DefaultValue("0.1")
        @Range(min = 0, max = Options.MOST_DROPOUT)
        @Doc("Probability of dropping an attention weight or an element of a layer.")
        double dropout) {
    static final int MOST_BOTTLENECKS = 256;

    /** Checks ranges. */
    public MbtConfig {
        Options.checkHeads(width, heads);
        Options.checkBetween("layers", layers, 1, Options.DEEPEST);
        Options.checkBetween("bottlenecks", bottlenecks, 1, MOST_BOTTLENECKS);
        Options.checkDropout(dropout);
    }
}
