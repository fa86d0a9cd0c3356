package dev.attune.runner.stats;

import dev.attune.api.nn.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Lines of a study that have the same seeds, repetitions and clips: one metric of them, on one split.
 *
 * <p>Everything is computed once and for all lines on the same draws, so that any difference between two lines is a difference of
 * arrays and is paired by itself. A figure is the metric of one target, or, last, its mean over the targets; where there are repetitions,
 * such as folds, it is the mean over them.
 */
final class Panel {
    private final int lines;
    private final int seeds;
    private final int targets;
    private final ClipGroups clips;
    private final List<Scorer> repetitions;
    private final boolean[][] labelled; // by target and clip

    /**
     * Makes a panel.
     *
     * @param lines how many
     * @param seeds how many
     * @param targets how many
     * @param clips of the repetitions
     * @param repetitions one scorer each; its trials are all seeds of the first line, then those of the next
     * @param labelled whether a clip has labels of a target; by target, then by the clip's number
     */
    Panel(int lines, int seeds, int targets, ClipGroups clips, List<Scorer> repetitions, boolean[][] labelled) {
        this.lines = lines;
        this.seeds = seeds;
        this.targets = targets;
        this.clips = clips;
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
     * Resamples: seeds are drawn with replacement, and the clips of each group. All trials share the draw.
     *
     * @param resamples how often
     * @param random the source; the draws do not depend on the panel's lines, nor on the number of processors
     * @return by line and figure, then by resample; NaN where a resample has no value
     */
    double[][][] resample(int resamples, RandomSource random) {
        double[][][] resampled = new double[lines][figures()][resamples];
        IntStream.range(0, resamples).parallel().forEach(resample -> {
            int[] timesOfSeeds = draw(random, "seeds", seeds, resample);
            int[] timesOfClips = new int[clips.clips()];
            int first = 0;
            for (List<String> group : clips.groups()) {
                int[] drawn = draw(random, "clips " + group.hashCode(), group.size(), resample);
                System.arraycopy(drawn, 0, timesOfClips, first, drawn.length);
                first += drawn.length;
            }
            double[][][] values = bySeed(score(timesOfClips));
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
     * Exchanges the predictions of a line and of the baseline on half of the clips, chosen anew each time and the same for all seeds.
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
            boolean[] swapped = new boolean[clips.clips()];
            for (int clip = 0; clip < swapped.length; clip++) {
                swapped[clip] = generator.nextBoolean();
            }
            List<double[][]> scores = IntStream.range(0, repetitions.size())
                    .mapToObj(i -> repetitions.get(i).swap(clips.chosen(i, swapped), partner))
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
     * Returns the influences of the clips, as {@link Jackknife} defines them.
     *
     * @return by line and figure, then by seed, then by clip that has labels of what the figure is about
     */
    double[][][][] influences() {
        double[][][][] without = withoutEach();
        double[][][][] influences = new double[lines][figures()][seeds][];
        for (int figure = 0; figure < figures(); figure++) {
            int[] counted = labelledClips(figure);
            Jackknife jackknife =
                    new Jackknife(groupsOf(counted), clips.groups().size());
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

    /** Returns the values without each clip: by clip, line and figure, then by seed. */
    private double[][][][] withoutEach() {
        List<double[][]> leftOut = repetitions.stream().map(Scorer::leaveOneOut).toList();
        List<double[]> whole = scores(once());
        double[][][][] without = new double[clips.clips()][][][];
        for (int clip = 0; clip < without.length; clip++) {
            List<double[]> scores = new ArrayList<>();
            for (int repetition = 0; repetition < repetitions.size(); repetition++) {
                int place = clips.place(repetition, clip);
                scores.add(place < 0 ? whole.get(repetition) : leftOut.get(repetition)[place]);
            }
            without[clip] = bySeed(mean(scores));
        }
        return without;
    }

    /** Returns the least number of clips that have labels of what a figure is about, among the groups. */
    int fewestClips(int figure) {
        int[] sizes = new int[clips.groups().size()];
        Arrays.stream(groupsOf(labelledClips(figure))).forEach(group -> sizes[group]++);
        return Arrays.stream(sizes).min().orElse(0);
    }

    /** Returns the number of groups of clips that are drawn apart. */
    int groups() {
        return clips.groups().size();
    }

    private int[] labelledClips(int figure) {
        return IntStream.range(0, clips.clips())
                .filter(clip -> IntStream.range(0, targets)
                        .filter(target -> figure == targets || figure == target)
                        .anyMatch(target -> labelled[target][clip]))
                .toArray();
    }

    private int[] groupsOf(int[] some) {
        return Arrays.stream(some).map(clips::groupOf).toArray();
    }

    private int[] once() {
        int[] once = new int[clips.clips()];
        Arrays.fill(once, 1);
        return once;
    }

    private double[] score(int[] timesOfClips) {
        return mean(scores(timesOfClips));
    }

    private List<double[]> scores(int[] timesOfClips) {
        return IntStream.range(0, repetitions.size())
                .mapToObj(i -> repetitions.get(i).score(clips.times(i, timesOfClips)))
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
