package dev.attune.objectives;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;

/**
 * Options of the metric {@code f1}.
 *
 * @param threshold the least positive value, of predictions and labels
 * @param average what the F1 scores of both classes are made into
 * @since 0.1
 */
public record F1Config(
        @Doc("Predictions and labels of at least this are positive: 0.5 for probabilities, 0 for signed ratings.")
        @DefaultValue("0.5")
        double threshold,

        @Doc("binary: F1 of the positive class; weighted: mean of both classes by their number of labels;"
                + " macro: plain mean of the classes that occur.")
        @DefaultValue("binary")
        Average average) {
    /** Checks the threshold. */
    public F1Config {
        Thresholds.check(threshold);
        requireNonNull(average, "average is null");
    }

    /** What the F1 scores of both classes are made into; names and meaning as in scikit-learn. */
    public enum Average {
        /** F1 of the positive class; 0 when no label and no prediction is positive. */
        BINARY,
        /** Mean of the F1 of both classes, weighted by the number of labels. */
        WEIGHTED,
        /** Mean of the F1 of the classes that occur in labels or predictions. */
        MACRO
    }
}
