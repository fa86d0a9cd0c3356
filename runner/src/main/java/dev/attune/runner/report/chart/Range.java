package dev.attune.runner.report.chart;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * From a least to a greatest value.
 *
 * @param low the least
 * @param high the greatest, more than low
 */
public record Range(double low, double high) {
    /** Checks the order. */
    public Range {
        if (!(low < high)) {
            throw new IllegalArgumentException("low must be less than high, found " + low + " and " + high);
        }
    }

    /** Returns the range of the finite ones among some values; something round where there are none or only one. */
    public static Range of(DoubleStream values) {
        double[] finite = values.filter(Double::isFinite).toArray();
        double low = Arrays.stream(finite).min().orElse(0);
        double high = Arrays.stream(finite).max().orElse(1);
        if (low == high) {
            double margin = low == 0 ? 1 : Math.abs(low) * .1;
            return new Range(low - margin, high + margin);
        }
        return new Range(low, high);
    }

    /** Returns a range that is wider by a share at each end. */
    public Range padded(double share) {
        double margin = share * (high - low);
        return new Range(low - margin, high + margin);
    }
}
