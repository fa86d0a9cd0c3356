package dev.attune.fusion.baselines;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;

/**
 * Options of channel attention.
 *
 * @param width features that each modality is mapped to, 1 to 65536
 * @since 0.1
 */
public record CanConfig(
        @DefaultValue("128")
        @Range(min = 1, max = Options.WIDEST)
        @Width
        @Doc("Features that each modality is mapped to; as many of each come out.")
        int width) {
    /** Checks the range. */
    public CanConfig {
        Options.checkBetween("width", width, 1, Options.WIDEST);
    }
}
