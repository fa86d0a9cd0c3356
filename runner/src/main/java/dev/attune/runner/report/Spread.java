package dev.attune.runner.report;

import dev.attune.runner.report.chart.Numbers;
import dev.attune.runner.stats.SeedSpread;
import java.util.Arrays;

/**
 * Mean and standard deviation of some values, such as one a seed.
 *
 * @param count how many
 * @param mean NaN if there is none
 * @param deviation of the sample, with n - 1; NaN for fewer than two
 */
record Spread(int count, double mean, double deviation) {
    /** The least value of which three decimal places show anything. */
    private static final double LEAST = 5e-4;

    static Spread of(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
        return new Spread(values.length, mean, deviation);
    }

    static Spread of(SeedSpread spread) {
        return new Spread(spread.seeds(), spread.mean(), spread.deviation());
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Returns {@code 0.512 ± 0.013}, or as much of it as there is. */
    String text() {
        // Beside a deviation of thousandths, a mean of millionths is nothing.
        double shown = deviation >= LEAST && Math.abs(mean) < LEAST ? 0 : mean;
        return Numbers.figure(shown) + (count > 1 ? " ± " + Numbers.figure(deviation) : "");
    }
}
