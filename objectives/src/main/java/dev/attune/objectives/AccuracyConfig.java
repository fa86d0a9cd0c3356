package dev.attune.objectives;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;

/**
 * Options of the metric {@code accuracy}.
 *
 * @param threshold the least positive value, of predictions and labels
 * @since 0.1
 */
public record AccuracyConfig(
        @Doc("Predictions and labels of at least this are positive: 0.5 for probabilities, 0 for signed ratings.")
        @DefaultValue("0.5")
        double threshold) {
    /** Checks the threshold. */
    public AccuracyConfig {
        Thresholds.check(threshold);
    }
}
