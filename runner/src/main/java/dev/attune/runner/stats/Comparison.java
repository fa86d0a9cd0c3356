package dev.attune.runner.stats;

import dev.attune.api.data.Split;
import java.util.Locale;

/**
 * What was found of the difference between a line of a study and its baseline.
 *
 * @param variant the line
 * @param baseline the variant it was compared with
 * @param split on whose clips
 * @param figure metric and target, as in {@code ccc.mean}
 * @param difference variant - baseline, in the units of the figure
 * @param low lower end of the percentile interval
 * @param high upper end
 * @param confidence level of the interval, as in 0.95
 * @param p two-sided
 * @param adjusted {@code p} after the correction for the number of comparisons on the split
 * @param seeds how many both have
 * @param clips how many different ones both have
 * @param higherIsBetter whether more of the figure is better
 */
public record Comparison(
        String variant,
        String baseline,
        Split split,
        String figure,
        double difference,
        double low,
        double high,
        double confidence,
        double p,
        double adjusted,
        int seeds,
        int clips,
        boolean higherIsBetter) {
    /** With fewer seeds, intervals understate what another seed could change. */
    static final int ENOUGH_SEEDS = 5;

    /** With fewer clips, intervals understate what other clips could change. */
    static final int ENOUGH_CLIPS = 10;

    /** Returns the same comparison with another adjusted p-value. */
    Comparison withAdjusted(double value) {
        return new Comparison(
                variant,
                baseline,
                split,
                figure,
                difference,
                low,
                high,
                confidence,
                p,
                value,
                seeds,
                clips,
                higherIsBetter);
    }

    /** Returns one sentence for people. */
    public String sentence() {
        String level = String.format(Locale.ROOT, "%.1f", 100 * confidence).replace(".0", "");
        return String.format(
                Locale.ROOT,
                "%s - %s = %+.3f (%s, %s), %s%% CI [%+.3f, %+.3f], %s, %s: %s.",
                variant,
                baseline,
                difference,
                figure,
                split.label(),
                level,
                low,
                high,
                count(seeds, "seed"),
                count(clips, "clip"),
                verdict());
    }

    private String verdict() {
        if (adjusted < 1 - confidence) {
            String word = difference > 0 == higherIsBetter ? "better" : "worse";
            // Resampling a handful cannot show how the next seed or clip would differ.
            return isSmall() ? word + " on these seeds and clips" : word;
        }
        // Else the interval beside it would seem to say the opposite.
        return p < 1 - confidence ? "not distinguishable after correction" : "not distinguishable";
    }

    private boolean isSmall() {
        return seeds < ENOUGH_SEEDS || clips < ENOUGH_CLIPS;
    }

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
