package dev.attune.runner.config;

import dev.attune.api.config.Range;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The range of a number; both ends are allowed.
 *
 * @param min the least, or negative infinity
 * @param max the greatest, or infinity
 */
record Bounds(double min, double max) {
    static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    static Bounds of(@Nullable Range range) {
        return range == null ? NONE : new Bounds(range.min(), range.max());
    }

    boolean contains(double value) {
        return min <= value && value <= max;
    }

    /** Returns the words that follow {@code a number}; empty where any will do. */
    String words() {
        if (min == Double.NEGATIVE_INFINITY && max == Double.POSITIVE_INFINITY) {
            return "";
        }
        if (max == Double.POSITIVE_INFINITY) {
            return " of at least " + text(min);
        }
        if (min == Double.NEGATIVE_INFINITY) {
            return " of at most " + text(max);
        }
        return " between " + text(min) + " and " + text(max);
    }

    private static String text(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
