package dev.attune.runner.stats;

import dev.attune.runner.config.StudyPlan;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One figure of one line of a study, summed up over seeds. The value of a seed is the mean over its repetitions.
 *
 * <p>Repetitions, such as folds, are no further seeds: they share clips or training data, and their spread is another quantity.
 *
 * @param seeds how many have a value
 * @param mean over seeds; NaN if there is none
 * @param deviation standard deviation over seeds, with n - 1; NaN for fewer than two
 */
public record SeedSpread(int seeds, double mean, double deviation) {
    /**
     * The value of one trial.
     *
     * @param seed of the trial
     * @param value the figure, in the units of its metric
     */
    public record Value(long seed, double value) {}

    /**
     * Sums values up.
     *
     * @param values one a trial of the line
     * @param repetitions how many values a seed must have; a seed with fewer is left out, as it would be the mean of something else
     */
    public static SeedSpread of(Collection<Value> values, int repetitions) {
        Map<Long, List<Value>> bySeed =
                values.stream().collect(Collectors.groupingBy(Value::seed, LinkedHashMap::new, Collectors.toList()));
        double[] ofSeeds = bySeed.values().stream()
                .filter(ofSeed -> ofSeed.size() >= repetitions)
                .mapToDouble(ofSeed ->
                        Numbers.mean(ofSeed.stream().mapToDouble(Value::value).toArray()))
                .toArray();
        return new SeedSpread(ofSeeds.length, Numbers.mean(ofSeeds), Numbers.deviation(ofSeeds));
    }

    /**
     * Returns how often each seed of a line is trained: once, or once for each combination of {@code cross}.
     *
     * @param trials all that the plan has of the line
     */
    public static int repetitions(Collection<StudyPlan.Trial> trials) {
        Map<Long, Long> bySeed = trials.stream()
                .collect(Collectors.groupingBy(trial -> trial.config().seed(), Collectors.counting()));
        return bySeed.values().stream().mapToInt(Long::intValue).max().orElse(1);
    }

    /** Returns whether no seed has a value. */
    public boolean isEmpty() {
        return seeds == 0;
    }
}
