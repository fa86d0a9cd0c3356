package dev.attune.fusion.baselines;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;

/**
 * Options of the gated multimodal unit.
 *
 * @param width features of the fused sequence, 1 to 65536
 * @param tied whether two modalities share one gate, z and 1 - z; no effect on any other number of modalities
 * @since 0.1
 */
public record GmuConfig(
        @Width @DefaultValue("128") @Range(min = 1, max = Options.WIDEST) @Doc("Features of the fused sequence.")
        int width,

        @DefaultValue("true")
        @Doc("Whether two modalities share one gate, z and 1 - z, as the paper's bimodal unit; other numbers never do.")
        boolean tied) {
    /** Checks the range. */
    public GmuConfig {
        Options.checkBetween("width", width, 1, Options.WIDEST);
    }
}
