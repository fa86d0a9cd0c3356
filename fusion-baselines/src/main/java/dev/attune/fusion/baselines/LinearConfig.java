package dev.attune.fusion.baselines;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;

/**
 * Options of ridge regression.
 *
 * @param penalty what the sum of squared weights is multiplied by, 0 (least squares) to 1e12
 * @since 0.1
 */
public record LinearConfig(
        @DefaultValue("1")
        @Range(min = 0, max = LinearConfig.MOST_PENALTY)
        @Doc("What the sum of squared weights is multiplied by, beside the sum of squared errors; 0 for least squares.")
        double penalty) {
    static final double MOST_PENALTY = 1e12;

    /** Checks the range. */
    public LinearConfig {
        Options.checkBetween("penalty", penalty, 0, MOST_PENALTY);
    }
}
