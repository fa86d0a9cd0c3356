package dev.attune.fusion.baselines;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;

/**
 * Options of the transformer over the frames of one modality.
 *
 * @param width features per frame that come out, 1 to 65536 and a multiple of heads
 * @param heads heads of each attention, 1 to 64
 * @param layers how many are stacked, 1 to 16
 * @param dropout probability of dropping an element, 0 to 0.95
 * @param causal whether a frame sees only itself and frames before it
 * @since 0.1
 */
public record TemporalTransformerConfig(
        @Width(multipleOf = "heads")
        @DefaultValue("64")
        @Range(min = 1, max = Options.WIDEST)
        @Doc("Features per frame that come out, a multiple of heads.")
        int width,

        @DefaultValue("4") @Range(min = 1, max = Options.MOST_HEADS) @Doc("Heads of each attention.")
        int heads,

        @DefaultValue("2") @Range(min = 1, max = Options.DEEPEST) @Doc("How many layers are stacked.")
        int layers,

        @DefaultValue("0.1")
        @Range(min = 0, max = Options.MOST_DROPOUT)
        @Doc("Probability of dropping an attention weight or an element of a layer.")
        double dropout,

        @DefaultValue("false") @Doc("Whether a frame sees only itself and frames before it.")
        boolean causal) {
    /** Checks ranges. */
    public TemporalTransformerConfig {
        Options.checkHeads(width, heads);
        Options.checkBetween("layers", layers, 1, Options.DEEPEST);
        Options.checkDropout(dropout);
    }
}
