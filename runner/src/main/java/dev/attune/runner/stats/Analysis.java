package dev.attune.runner.stats;

import dev.attune.api.nn.RandomSource;
import dev.attune.runner.config.CompareConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the statistics of a comparison need of one {@link Panel}, computed once. */
final class Analysis {
    /** Two sums of the same numbers in another order differ by less, relatively. */
    private static final double ROUNDING = 1e-9;

    private final CompareConfig compare;
    private final Panel panel;
    private final List<LineScores> lines;
    private final double[][][] values; // by line and figure, then by seed
    private final double[][][] resampled; // by line and figure, then by resample
    private final double[][][][] influences; // by line and figure, then by seed and group
    private final double[][][] permuted; // by line and figure, then by permutation; empty if there is no baseline

    /**
     * Computes.
     *
     * @param compare what is compared
     * @param panel the scores
     * @param lines of the panel, in order
     * @param baseline if one of these is the baseline, with which others are compared
     * @param random the source
     */
    Analysis(
            CompareConfig compare,
            Panel panel,
            List<LineScores> lines,
            Optional<LineScores> baseline,
            RandomSource random) {
        this.compare = compare;
        this.panel = panel;
        this.lines = List.copyOf(lines);
        values = panel.values();
        resampled = panel.resample(compare.resamples(), random);
        influences = panel.influences();
        permuted = baseline.map(line -> panel.permute(lines.indexOf(line), compare.resamples(), random))
                .orElseGet(() -> new double[0][][]);
    }

    /**
     * One figure of a line, or of a difference between two.
     *
     * @param value mean over seeds
     * @param deviation over seeds; empty for one
     * @param components of the variance
     * @param clips how many have labels of what it is about
     * @param estimate the interval, and its p-value
     */
    record Finding(
            double value,
            OptionalDouble deviation,
            VarianceComponents components,
            int clips,
            Optional<IntervalEstimator.Estimate> estimate) {}

    /** Returns what is known of a figure of a line; without an interval, if too few groups of clips have labels. */
    Finding line(LineScores line, int figure) {
        int index = lines.indexOf(line);
        return finding(figure, values[index][figure], resampled[index][figure], influences[index][figure]);
    }

    /** Returns what is known of the difference of a line from another. */
    Finding difference(LineScores line, LineScores baseline, int figure) {
        int one = lines.indexOf(line);
        int other = lines.indexOf(baseline);
        double[][] differences = new double[influences[one][figure].length][];
        Arrays.setAll(
                differences, seed -> Numbers.minus(influences[one][figure][seed], influences[other][figure][seed]));
        return finding(
                figure,
                differencesOfSeeds(line, baseline, figure),
                Numbers.minus(resampled[one][figure], resampled[other][figure]),
                differences);
    }

    private Finding finding(int figure, double[] ofSeeds, double[] ofResamples, double[][] influence) {
        double value = Numbers.mean(ofSeeds);
        VarianceComponents components = VarianceComponents.of(ofSeeds, influence, panel.strata());
        double deviation = Numbers.deviation(ofSeeds);
        return new Finding(
                value,
                Double.isNaN(deviation) ? OptionalDouble.empty() : OptionalDouble.of(deviation),
                components,
                panel.clips(figure),
                panel.fewestGroups(figure) < 2
                        ? Optional.empty()
                        : new IntervalEstimator(compare.interval(), compare.confidence())
                                .estimate(value, ofResamples, components));
    }

    /** Returns the difference of each seed. */
    double[] differencesOfSeeds(LineScores line, LineScores baseline, int figure) {
        return Numbers.minus(values[lines.indexOf(line)][figure], values[lines.indexOf(baseline)][figure]);
    }

    /** Returns the p-value over clips: how often an exchange of predictions gives at least as great a difference as was found. */
    double permutationP(LineScores line, LineScores baseline, int figure) {
        double found = Math.abs(Numbers.mean(differencesOfSeeds(line, baseline, figure)));
        double[] differences = Numbers.ascending(permuted[lines.indexOf(line)][figure]);
        long asGreat = Arrays.stream(differences)
                .filter(difference -> Math.abs(difference) >= found * (1 - ROUNDING))
                .count();
        return (asGreat + 1.0) / (differences.length + 1);
    }
}
