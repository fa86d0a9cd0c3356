package dev.attune.fusion.baselines;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;

/**
 * Options of multiplicative interactions.
 *
 * @param width features of each projected modality and of the fused sequence, 1 to 256; an interaction has width³
 *     weights
 * @since 0.1
 */
public record MultiplicativeConfig(
        @Width
        @DefaultValue("32")
        @Range(min = 1, max = MultiplicativeConfig.WIDEST)
        @Doc("Features of each projected modality and of the fused sequence; an interaction has width³ weights.")
        int width) {
    static final int WIDEST = 256;

    /** Checks the range. */
    public MultiplicativeConfig {
        Options.checkBetween("width", width, 1, WIDEST);
    }
}
