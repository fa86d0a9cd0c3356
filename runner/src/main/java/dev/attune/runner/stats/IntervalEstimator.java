package dev.attune.runner.stats;

import dev.attune.runner.config.CompareConfig;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Finds the interval of a value, and the p-value that belongs to it.
 *
 * <p>Percentiles of the bootstrap have the right shape, which is skewed near the bounds of a metric, but with few seeds or clips the
 * wrong width: a draw of n from n is less spread, by (n - 1) / n, and takes no notice of how badly a spread is known from so few. Where
 * the metric of few clips is biased, they have that bias twice. Hence the default takes from the bootstrap the shape alone, the distances
 * of the percentiles from the median, and stretches them to the width of Student's t with the standard error and the degrees of freedom
 * of the {@link VarianceComponents}. {@code docs/statistics.md} has the measured coverage of each.
 */
final class IntervalEstimator {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Halvings of the bracket in which a p-value is sought. */
    private static final int HALVINGS = 60;

    private final CompareConfig.Interval method;
    private final double confidence;

    /**
     * Makes an estimator.
     *
     * @param method how
     * @param confidence level of the intervals
     */
    IntervalEstimator(CompareConfig.Interval method, double confidence) {
        this.method = method;
        this.confidence = confidence;
    }

    /**
     * What is known of a value.
     *
     * @param interval the interval
     * @param p two-sided, of the value being 0; less than 1 - the level if and only if the interval excludes 0
     */
    record Estimate(Interval interval, double p) {}

    /**
     * Finds the interval.
     *
     * @param value on the data as they are
     * @param resampled the value on each resample; NaN where there is none
     * @param components of its variance
     * @return empty when there is no value, on the whole or on more than half of the resamples
     */
    Optional<Estimate> estimate(double value, double[] resampled, VarianceComponents components) {
        double[] ascending = Numbers.ascending(resampled);
        if (Double.isNaN(value) || Double.isNaN(components.variance()) || 2 * ascending.length < resampled.length) {
            return Optional.empty();
        }
        Ends ends = new Ends(method, value, ascending, components);
        double error = 1 - confidence;
        Interval interval = new Interval(ends.low(error), ends.high(error), confidence);
        double p = p(ends, method == CompareConfig.Interval.VARIANCE_COMPONENTS ? 0 : 2.0 / (ascending.length + 1));
        // The search ends beside the level, not on it; an interval and its p-value must never say different things.
        return Optional.of(new Estimate(
                interval, interval.excludesZero() ? Math.min(p, Math.nextDown(error)) : Math.max(p, error)));
    }

    /** Returns the error probability of the widest interval that excludes 0, though not less than can be told; 1 if none does. */
    private static double p(Ends ends, double least) {
        if (!ends.excludeZero(1)) {
            return 1;
        }
        double excluding = 1;
        double including = least;
        for (int i = 0; i < HALVINGS; i++) {
            double between = (excluding + including) / 2;
            if (ends.excludeZero(between)) {
                excluding = between;
            } else {
                including = between;
            }
        }
        return excluding;
    }

    /** The ends of the interval, as functions of the probability of its not holding the truth. */
    private static final class Ends {
        private final CompareConfig.Interval method;
        private final double value;
        private final double[] ascending; // values of resamples
        private final double median; // of these
        private final double spread; // standard deviation of these
        private final double standardError;
        private final TDistribution student;

        Ends(CompareConfig.Interval method, double value, double[] ascending, VarianceComponents components) {
            this.method = method;
            this.value = value;
            this.ascending = ascending;
            median = Numbers.quantile(ascending, 0.5);
            spread = Numbers.deviation(ascending);
            standardError = Math.sqrt(components.variance());
            student = TDistribution.of(components.freedom());
        }

        double low(double error) {
            return end(error, -1);
        }

        double high(double error) {
            return end(error, 1);
        }

        boolean excludeZero(double error) {
            return low(error) > 0 || high(error) < 0;
        }

        private double end(double error, int side) {
            double percentile = Numbers.quantile(ascending, side < 0 ? error / 2 : 1 - error / 2);
            return switch (method) {
                case PERCENTILE -> percentile;
                case VARIANCE_COMPONENTS -> value + side * halfWidth(error);
                case BOOTSTRAP -> value + stretch(error) * (percentile - median);
            };
        }

        private double halfWidth(double error) {
            return student.inverseSurvivalProbability(error / 2) * standardError;
        }

        private double stretch(double error) {
            double normal = NORMAL.inverseSurvivalProbability(error / 2) * spread;
            return normal == 0 ? 1 : halfWidth(error) / normal;
        }
    }
}
