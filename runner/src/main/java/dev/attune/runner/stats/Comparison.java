package dev.attune.runner.stats;

import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * What was found of the difference between a line of a study and its baseline.
 *
 * @param line the line
 * @param baseline the variant it was compared with
 * @param split on whose clips
 * @param metric which metric
 * @param target name of the target, or {@code mean} over all
 * @param primary whether this is the figure that was asked for; all others are exploratory
 * @param declared whether it was asked for before the study ran, or at least before test was unlocked; otherwise, it is exploratory too
 * @param difference line - baseline, mean over seeds, in the units of the metric
 * @param interval of the difference
 * @param significance what tests say
 * @param effect the difference beside its spread
 * @param outlook what would tell the two apart, if this study does not
 * @param family how many different comparisons the correction counts; 1 for a figure that was not declared
 * @param seeds how many both have
 * @param clips how many different ones both have
 * @param groups how many different groups of clips these are, which are drawn together; mostly, each clip is one of its own
 * @param higherIsBetter whether more of the figure is better
 */
public record Comparison(
        StudyPlan.Line line,
        String baseline,
        Split split,
        String metric,
        String target,
        boolean primary,
        boolean declared,
        double difference,
        Interval interval,
        Significance significance,
        Effect effect,
        Outlook outlook,
        int family,
        int seeds,
        int clips,
        int groups,
        boolean higherIsBetter) {
    /** Fewer digits after the point would not do for correlations. */
    private static final int DIGITS = 3;

    private static final int MOST_DIGITS = 9;

    /** Fewer do not show what another seed could change, so that nothing can be said of the method. */
    private static final int LEAST_SEEDS = 2;

    /** What may be said. */
    public enum Verdict {
        /** Better than the baseline. */
        BETTER,
        /** Worse than the baseline. */
        WORSE,
        /** Nothing: the difference may be chance, or there is one seed only. */
        NOT_DISTINGUISHABLE,
        /** Nothing: the figure was not declared, so that it can only suggest what to look at next. */
        EXPLORATORY,
        /** Nothing: the line is an oracle, which knows the labels, and no model. */
        ORACLE;

        /** Returns the words that tables and sentences use. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** Returns the name of the line. */
    public String variant() {
        return line.variant();
    }

    /** Returns metric and target as configurations write them: {@code ccc.mean}. */
    public String figure() {
        return metric + '.' + target;
    }

    /** Returns whether this is what the study declared, of lines that could be used, on which alone a verdict rests. */
    public boolean confirmatory() {
        return primary && declared && !line.isOracle();
    }

    /** Returns what may be said. */
    public Verdict verdict() {
        if (line.isOracle()) {
            return Verdict.ORACLE;
        }
        if (!confirmatory()) {
            return Verdict.EXPLORATORY;
        }
        if (seeds < LEAST_SEEDS || significance.adjusted().orElse(1) >= error()) {
            return Verdict.NOT_DISTINGUISHABLE;
        }
        return difference > 0 == higherIsBetter ? Verdict.BETTER : Verdict.WORSE;
    }

    private double error() {
        return 1 - interval.confidence();
    }

    /** Returns the same comparison as one of several. */
    Comparison corrected(OptionalDouble adjusted, int comparisons, Outlook ahead) {
        return new Comparison(
                line,
                baseline,
                split,
                metric,
                target,
                primary,
                declared,
                difference,
                interval,
                new Significance(significance.p(), adjusted, significance.overSeeds(), significance.overClips()),
                effect,
                ahead,
                comparisons,
                seeds,
                clips,
                groups,
                higherIsBetter);
    }

    /** Returns one sentence for people. */
    public String sentence() {
        int digits = digits();
        return String.format(
                Locale.ROOT,
                "%s - %s = %s (%s, %s), %s CI [%s, %s]: %s.",
                variant(),
                baseline,
                signed(difference, digits),
                figure(),
                split.label(),
                percent(interval.confidence()),
                signed(interval.low(), digits),
                signed(interval.high(), digits),
                conclusion());
    }

    private String conclusion() {
        String with = count(seeds, "seed") + " and " + clipWords();
        return switch (verdict()) {
            case BETTER, WORSE -> verdict().label() + ", with " + with;
            case NOT_DISTINGUISHABLE ->
                seeds < LEAST_SEEDS
                        ? "cannot be decided with " + count(seeds, "seed") + ", on " + clipWords()
                        : "not distinguishable with " + with + correction() + outlookWords();
            case EXPLORATORY -> "exploratory, with " + with;
            case ORACLE -> "oracle, which knows the labels and is no model, with " + with;
        };
    }

    /** Returns why the interval beside the verdict seems to say more. */
    private String correction() {
        return interval.excludesZero() ? " after correction for " + family + " comparisons" : "";
    }

    private String outlookWords() {
        if (difference == 0) {
            return "";
        }
        if (outlook.seeds().isPresent()) {
            return "; about " + rounded(outlook.seeds().getAsInt()) + " seeds would be needed";
        }
        String units = isGrouped() ? " groups of clips" : " clips";
        if (outlook.groups().isPresent()) {
            return "; more seeds would not help, about "
                    + rounded(outlook.groups().getAsInt()) + units + " would be needed";
        }
        return "; neither more seeds nor more" + units + " alone would tell so small a difference";
    }

    private boolean isGrouped() {
        return groups != clips;
    }

    /** Returns what intervals and tests draw from: {@code 12 clips}, or {@code 12 clips in 8 groups} where some depend on each other. */
    public String clipWords() {
        return count(clips, "clip") + (isGrouped() ? " in " + count(groups, "group") : "");
    }

    /** Returns two digits of a number, rounded up: it is an estimate. */
    private static String rounded(int number) {
        int unit = 1;
        while (number / unit >= 100) {
            unit *= 10;
        }
        return String.format(Locale.ROOT, "%,d", (number + unit - 1) / unit * unit);
    }

    /** Returns how many digits after the point show each number that is not 0 as such, so that no end of an interval seems to be 0. */
    private int digits() {
        double least = DoubleStream.of(difference, interval.low(), interval.high())
                .map(Math::abs)
                .filter(value -> value > 0)
                .min()
                .orElse(1);
        int digits = DIGITS;
        while (digits < MOST_DIGITS && least < 0.5 * Math.pow(10, -digits)) {
            digits++;
        }
        return digits;
    }

    private static String signed(double value, int digits) {
        return String.format(Locale.ROOT, "%+." + digits + "f", value + 0.0); // + 0.0 makes -0 a 0
    }

    /** Returns a share in percent, without digits that say nothing. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share).replace(".0", "") + "%";
    }

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
