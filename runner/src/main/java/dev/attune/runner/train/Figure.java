package dev.attune.runner.train;

import static java.util.Objects.requireNonNull;

/**
 * One measured number.
 *
 * @param metric name of the metric, with its part if it is one, such as {@code ccc} or {@code ccc.within}
 * @param target name of the target, or {@code mean} over all targets
 * @param value finite
 */
public record Figure(String metric, String target, double value) {
    /** The name under which the mean over targets stands. */
    public static final String MEAN = "mean";

    /** Checks that the value is finite. */
    public Figure {
        requireNonNull(metric, "metric is null");
        requireNonNull(target, "target is null");
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(metric + " of " + target + " must be finite, found " + value);
        }
    }

    /** Returns metric and target as configurations write them: {@code ccc.mean}. */
    public String key() {
        return metric + '.' + target;
    }
}
