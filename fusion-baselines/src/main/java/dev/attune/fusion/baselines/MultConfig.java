package dev.attune.fusion.baselines;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;

/**
 * Options of the multimodal transformer.
 *
 * @param width features of each projected modality, 1 to 65536 and a multiple of heads; n modalities are fused into n
 *     (n - 1) times as many
 * @param heads heads of each attention, 1 to 64
 * @param levels layers from each modality to each other, 1 to 16
 * @param memoryLevels layers of each modality after what others brought, 1 to 16
 * @param dropout probability of dropping an element, 0 to 0.95
 * @param causal whether a frame sees only frames before it
 * @since 0.1
 */
public record MultConfig(
        @Width(multipleOf = "heads")
        @DefaultValue("50")
        @Range(min = 1, max = Options.WIDEST)
        @Doc("Features of each projected modality, a multiple of heads; n modalities give n (n - 1) times as many.")
        int width,

        @DefaultValue("10") @Range(min = 1, max = Options.MOST_HEADS) @Doc("Heads of each attention.")
        int heads,

        @DefaultValue("4") @Range(min = 1, max = Options.DEEPEST) @Doc("Layers from each modality to each other.")
        int levels,

        @DefaultValue("4")
        @Range(min = 1, max = Options.DEEPEST)
        @Doc("Layers of self-attention of each modality, after the others were attended to.")
        int memoryLevels,

        @DefaultValue("0.1")
        @Range(min = 0, max = Options.MOST_DROPOUT)
        @Doc("Probability of dropping an attention weight or an element of a layer.")
        double dropout,

        @DefaultValue("true") @Doc("Whether a frame sees only itself and frames before it.")
        boolean causal) {
    /** Checks ranges. */
    public MultConfig {
        Options.checkHeads(width, heads);
        Options.checkBetween("levels", levels, 1, Options.DEEPEST);
        Options.checkBetween("memory-levels", memoryLevels, 1, Options.DEEPEST);
        Options.checkDropout(dropout);
    }
}
