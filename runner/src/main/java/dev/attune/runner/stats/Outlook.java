package dev.attune.runner.stats;

import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How many seeds, or clips, would tell two lines apart with a probability of 0.8, were the true difference and the variances those that
 * were found. A plan for a next study, and no evidence about this one.
 *
 * @param seeds with the same number of clips; empty if no number up to {@value #MOST_SEEDS} would do
 * @param clips with the same number of seeds; empty if no number up to {@value #MOST_CLIPS} would do
 */
public record Outlook(OptionalInt seeds, OptionalInt clips) {
    /** More seeds are not looked for. */
    public static final int MOST_SEEDS = 1_000;

    /** More clips are not looked for. */
    public static final int MOST_CLIPS = 100_000;

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
                        seeds -> tells(difference, components, seeds, components.clips(), error)),
                least(
                        components.clips() + 1,
                        MOST_CLIPS,
                        clips -> tells(difference, components, components.seeds(), clips, error)));
    }

    private static boolean tells(double difference, VarianceComponents components, int seeds, int clips, double error) {
        TDistribution distribution = TDistribution.of(components.freedom(seeds, clips));
        double needed =
                distribution.inverseSurvivalProbability(error / 2) + distribution.inverseCumulativeProbability(POWER);
        return Math.abs(difference) >= needed * Math.sqrt(components.variance(seeds, clips));
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
