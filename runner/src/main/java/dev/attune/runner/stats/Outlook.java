package dev.attune.runner.stats;

import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many seeds, or groups of clips, would tell two lines apart with a probability of 0.8, were the true difference and the variances
 * those that were found. A plan for a next study, and no evidence about this one.
 *
 * @param seeds with the same number of groups; empty if no number up to {@value #MOST_SEEDS} would do
 * @param groups with the same number of seeds; empty if no number up to {@value #MOST_GROUPS} would do; mostly, each clip is one of its
 *     own
 */
public record Outlook(OptionalInt seeds, OptionalInt groups) {
    /** More seeds are not looked for. */
    public static final int MOST_SEEDS = 1_000;

    /** More groups are not looked for. */
    public static final int MOST_GROUPS = 100_000;

    /** Of a difference about which nothing can be foretold. */
    static final Outlook NONE = new Outlook(OptionalInt.empty(), OptionalInt.empty());

    private static final double POWER = 0.8;

    /**
     * Looks ahead.
     *
     * @param difference that was found
     * @param components of its variance
     * @param error the probability of finding a difference that is not there, two-sided
     */
    static Outlook of(double difference, VarianceComponents components, double error) {
        if (difference == 0 || components.seeds() == 1) { // of one seed, the variance between seeds is not known
            return NONE;
        }
        return new Outlook(
                least(
                        components.seeds() + 1,
                        MOST_SEEDS,
                        seeds -> tells(difference, components, seeds, components.groups(), error)),
                least(
                        components.groups() + 1,
                        MOST_GROUPS,
                        groups -> tells(difference, components, components.seeds(), groups, error)));
    }

    private static boolean tells(
            double difference, VarianceComponents components, int seeds, int groups, double error) {
        TDistribution distribution = TDistribution.of(components.freedom(seeds, groups));
        double needed =
                distribution.inverseSurvivalProbability(error / 2) + distribution.inverseCumulativeProbability(POWER);
        return Math.abs(difference) >= needed * Math.sqrt(components.variance(seeds, groups));
    }

    /** Returns the least number that will do, given that every greater one does as well. */
    private static OptionalInt least(int from, int to, IntPredicate does) {
        if (from > to || !does.test(to)) {
            return OptionalInt.empty();
        }
        int low = from;
        int high = to;
        while (low < high) {
            int between = (low + high) >>> 1;
            if (does.test(between)) {
                high = between;
            } else {
                low = between + 1;
            }
        }
        return OptionalInt.of(low);
    }
}
