package dev.attune.runner.stats;

import dev.attune.api.nn.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Lines of a study that have the same seeds, repetitions and groups of clips: one metric of them, on one split.
 *
 * <p>Everything is computed once and for all lines on the same draws, so that any difference between two lines is a difference of
 * arrays and is paired by itself. A figure is the metric of one target, or, last, its mean over the targets; where there are repetitions,
 * such as folds, it is the mean over them.
 */
final class Panel {
    private final int lines;
    private final int seeds;
    private final int targets;
    private final Strata strata;
    private final List<Scorer> repetitions;
    private final LabelledClips labelled;

    /**
     * Makes a panel.
     *
     * @param lines how many
     * @param seeds how many
     * @param targets how many
     * @param strata of the repetitions' groups of clips
     * @param repetitions one scorer each; its trials are all seeds of the first line, then those of the next
     * @param labelled which groups have labels of what a figure is about
     */
    Panel(int lines, int seeds, int targets, Strata strata, List<Scorer> repetitions, LabelledClips labelled) {
        this.lines = lines;
        this.seeds = seeds;
        this.targets = targets;
        this.strata = strata;
        this.repetitions = repetitions;
        this.labelled = labelled;
    }

    int figures() {
        return targets + 1;
    }

    /** Returns the values on the data as they are: by line and figure, then by seed. */
    double[][][] values() {
        return bySeed(score(once()));
    }

    /**
     * Resamples: seeds are drawn with replacement, and the groups of each stratum. All trials share the draw.
     *
     * @param resamples how often
     * @param random the source; the draws do not depend on the panel's lines, nor on the number of processors
     * @return by line and figure, then by resample; NaN where a resample has no value
     */
    double[][][] resample(int resamples, RandomSource random) {
        double[][][] resampled = new double[lines][figures()][resamples];
        IntStream.range(0, resamples).parallel().forEach(resample -> {
            int[] timesOfSeeds = draw(random, "seeds", seeds, resample);
            int[] timesOfGroups = new int[strata.groups()];
            int first = 0;
            for (List<String> names : strata.names()) {
                int[] drawn = draw(random, "clips " + names.hashCode(), names.size(), resample);
                System.arraycopy(drawn, 0, timesOfGroups, first, drawn.length);
                first += drawn.length;
            }
            double[][][] values = bySeed(score(timesOfGroups));
            for (int line = 0; line < lines; line++) {
                for (int figure = 0; figure < figures(); figure++) {
                    double sum = 0;
                    for (int seed = 0; seed < seeds; seed++) {
                        if (timesOfSeeds[seed] > 0) {
                            sum += timesOfSeeds[seed] * values[line][figure][seed];
                        }
                    }
                    resampled[line][figure][resample] = sum / seeds;
                }
            }
        });
        return resampled;
    }

    /** Draws as many as there are, with replacement, and returns how often each was drawn. */
    private static int[] draw(RandomSource random, String what, int count, int resample) {
        RandomSource own = random.fork(what);
        own.startStep(resample);
        SplittableRandom generator = own.next();
        int[] times = new int[count];
        for (int i = 0; i < count; i++) {
            times[generator.nextInt(count)]++;
        }
        return times;
    }

    /**
     * Exchanges the predictions of a line and of the baseline on half of the groups, chosen anew each time and the same for all seeds.
     *
     * @param baseline number of the baseline's line
     * @param permutations how often
     * @param random the source
     * @return line - baseline, mean over seeds: by line and figure, then by permutation
     */
    double[][][] permute(int baseline, int permutations, RandomSource random) {
        double[][][] differences = new double[lines][figures()][permutations];
        int[] partner = IntStream.range(0, lines * seeds)
                .map(trial -> baseline * seeds + trial % seeds)
                .toArray();
        IntStream.range(0, permutations).parallel().forEach(permutation -> {
            RandomSource own = random.fork("swaps");
            own.startStep(permutation);
            SplittableRandom generator = own.next();
            boolean[] swapped = new boolean[strata.groups()];
            for (int group = 0; group < swapped.length; group++) {
                swapped[group] = generator.nextBoolean();
            }
            List<double[][]> scores = IntStream.range(0, repetitions.size())
                    .mapToObj(i -> repetitions.get(i).swap(strata.chosen(i, swapped), partner))
                    .toList();
            double[][][] ofLines =
                    bySeed(mean(scores.stream().map(both -> both[0]).toList()));
            double[][][] ofBaseline =
                    bySeed(mean(scores.stream().map(both -> both[1]).toList()));
            for (int line = 0; line < lines; line++) {
                for (int figure = 0; figure < figures(); figure++) {
                    differences[line][figure][permutation] =
                            Numbers.mean(ofLines[line][figure]) - Numbers.mean(ofBaseline[line][figure]);
                }
            }
        });
        return differences;
    }

    /**
     * Returns the influences of the groups, as {@link Jackknife} defines them.
     *
     * @return by line and figure, then by seed, then by group that has labels of what the figure is about
     */
    double[][][][] influences() {
        double[][][][] without = withoutEach();
        double[][][][] influences = new double[lines][figures()][seeds][];
        for (int figure = 0; figure < figures(); figure++) {
            int[] counted = labelled.groups(figure).toArray();
            Jackknife jackknife = new Jackknife(strataOf(counted), strata.strata());
            for (int line = 0; line < lines; line++) {
                for (int seed = 0; seed < seeds; seed++) {
                    double[] values = new double[counted.length];
                    for (int i = 0; i < counted.length; i++) {
                        values[i] = without[counted[i]][line][figure][seed];
                    }
                    influences[line][figure][seed] = jackknife.influences(values);
                }
            }
        }
        return influences;
    }

    /** Returns the values without each group: by group, line and figure, then by seed. */
    private double[][][][] withoutEach() {
        List<double[][]> leftOut = repetitions.stream().map(Scorer::leaveOneOut).toList();
        List<double[]> whole = scores(once());
        double[][][][] without = new double[strata.groups()][][][];
        for (int group = 0; group < without.length; group++) {
            List<double[]> scores = new ArrayList<>();
            for (int repetition = 0; repetition < repetitions.size(); repetition++) {
                int place = strata.place(repetition, group);
                scores.add(place < 0 ? whole.get(repetition) : leftOut.get(repetition)[place]);
            }
            without[group] = bySeed(mean(scores));
        }
        return without;
    }

    /** Returns the least number of groups that have labels of what a figure is about, among the strata. */
    int fewestGroups(int figure) {
        int[] sizes = new int[strata.strata()];
        Arrays.stream(strataOf(labelled.groups(figure).toArray())).forEach(stratum -> sizes[stratum]++);
        return Arrays.stream(sizes).min().orElse(0);
    }

    /** Returns the number of clips that have labels of what a figure is about. */
    int clips(int figure) {
        return labelled.clips(figure);
    }

    /** Returns the number of strata, whose groups are drawn apart. */
    int strata() {
        return strata.strata();
    }

    private int[] strataOf(int[] groups) {
        return Arrays.stream(groups).map(strata::stratumOf).toArray();
    }

    private int[] once() {
        int[] once = new int[strata.groups()];
        Arrays.fill(once, 1);
        return once;
    }

    private double[] score(int[] timesOfGroups) {
        return mean(scores(timesOfGroups));
    }

    private List<double[]> scores(int[] timesOfGroups) {
        return IntStream.range(0, repetitions.size())
                .mapToObj(i -> repetitions.get(i).score(strata.times(i, timesOfGroups)))
                .toList();
    }

    /** Returns the mean over repetitions. */
    private static double[] mean(List<double[]> scores) {
        double[] mean = new double[scores.get(0).length];
        for (double[] score : scores) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += score[i] / scores.size();
            }
        }
        return mean;
    }

    /** Adds the mean over targets, and turns (line, seed, target) into (line, figure, seed). */
    private double[][][] bySeed(double[] scores) {
        double[][][] values = new double[lines][figures()][seeds];
        for (int line = 0; line < lines; line++) {
            for (int seed = 0; seed < seeds; seed++) {
                int trial = line * seeds + seed;
                double sum = 0;
                for (int target = 0; target < targets; target++) {
                    double value = scores[trial * targets + target];
                    values[line][target][seed] = value;
                    sum += value;
                }
                values[line][targets][seed] = sum / targets;
            }
        }
        return values;
    }
}
