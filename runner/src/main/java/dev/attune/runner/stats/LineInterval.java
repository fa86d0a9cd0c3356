package dev.attune.runner.stats;

import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One figure of one line of a study, and how far other seeds and clips could move it.
 *
 * @param line the line
 * @param split on whose clips
 * @param metric which metric
 * @param target name of the target, or {@code mean} over all
 * @param mean over seeds, in the units of the metric
 * @param deviation standard deviation over seeds, of one seed's mean over repetitions; empty for one seed
 * @param interval of the mean; empty if fewer than two groups of clips can be drawn from
 * @param seeds how many
 * @param clips how many different ones
 * @param groups how many different groups of clips these are, which are drawn together; mostly, each clip is one of its own
 */
public record LineInterval(
        StudyPlan.Line line,
        Split split,
        String metric,
        String target,
        double mean,
        OptionalDouble deviation,
        Optional<Interval> interval,
        int seeds,
        int clips,
        int groups) {
    /** Returns whether some clips are drawn together. */
    public boolean isGrouped() {
        return groups != clips;
    }

    /** Returns metric and target as configurations write them: {@code ccc.mean}. */
    public String figure() {
        return metric + '.' + target;
    }
}
