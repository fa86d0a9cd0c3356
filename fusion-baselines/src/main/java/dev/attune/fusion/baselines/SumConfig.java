package dev.attune.fusion.baselines;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;

/**
 * Options of additive fusion.
 *
 * @param mode how the projected modalities are combined
 * @param width features that each modality is projected to, 1 to 65536
 * @since 0.1
 */
public record SumConfig(
        @DefaultValue("sum") @Doc("How the projected modalities are combined: sum, mean or max.")
        Mode mode,

        @Width
        @DefaultValue("128")
        @Range(min = 1, max = Options.WIDEST)
        @Doc("Features that each modality is projected to.")
        int width) {
    /** Checks the range. */
    public SumConfig {
        requireNonNull(mode, "mode is null");
        Options.checkBetween("width", width, 1, Options.WIDEST);
    }

    /** How the projected modalities are combined. */
    public enum Mode {
        /** Their sum. */
        SUM,
        /** Their mean. */
        MEAN,
        /** The greatest value of each feature. */
        MAX
    }
}
