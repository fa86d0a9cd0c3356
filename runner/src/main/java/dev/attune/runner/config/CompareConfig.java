package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import java.util.Optional;

/**
 * The comparison that a study declares before it runs.
 *
 * @param primary the figure
 * @param baseline the variant that the others are compared with
 * @param interval how intervals are found
 * @param confidence their level
 * @param resamples how often is resampled
 * @param correction for several comparisons
 */
public record CompareConfig(
        @Doc(
                "The figure on which the comparison rests: a metric and a target, or mean, as in ccc.mean. All others are exploratory.")
        @DefaultValue("ccc.mean")
        String primary,

        @Doc("The variant that all others are compared with.")
        Optional<String> baseline,

        @Doc(
                "How intervals are found; docs/statistics.md has the measured coverage of each. percentile is too narrow with few seeds or clips.")
        @DefaultValue("bootstrap")
        Interval interval,

        @Doc("Level of the intervals.") @DefaultValue("0.95") @Range(min = 0.5, max = 0.999)
        double confidence,

        @Doc("Resamples of the bootstrap.") @DefaultValue("10000") @Range(min = 100, max = 1_000_000)
        int resamples,

        @Doc("Correction for the number of comparisons by the primary figure.") @DefaultValue("holm")
        Correction correction) {
    /** How intervals are found. */
    public enum Interval {
        /** Hierarchical bootstrap, of seeds and of clips, with the width of Student's t. */
        BOOTSTRAP,
        /** Percentiles of the same bootstrap as they are, too narrow with few seeds or clips. */
        PERCENTILE,
        /** Student's t with the variances between seeds and between clips; symmetric. */
        VARIANCE_COMPONENTS
    }

    /** Correction for the number of comparisons. */
    public enum Correction {
        /** Holm, 1979. */
        HOLM,
        /** None. */
        NONE
    }
}
