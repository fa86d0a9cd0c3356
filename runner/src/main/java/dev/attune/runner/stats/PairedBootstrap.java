package dev.attune.runner.stats;

import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricState;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.trial.ClipScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Hierarchical bootstrap of the difference between two variants: seeds are drawn with replacement, and clips; never frames, which
 * are not independent.
 *
 * <p>The same draw serves both variants. All seeds of a resample, and all repetitions that have the same clips, share one draw of
 * clips: what is particular to a clip is common to all trials on it, and drawing anew for each would average it away and make
 * intervals too narrow. Repetitions with other clips, such as the validation parts of folds, draw on their own.
 */
final class PairedBootstrap {
    private final List<List<Cell>> seeds; // the trials of each seed, one a repetition
    private final List<List<String>> clipSets;

    /**
     * Two trials that differ in nothing but the variant.
     *
     * @param seed of both
     * @param repetition settings of {@code cross} of both
     * @param variant scores of the one
     * @param baseline scores of the other
     */
    record Pair(long seed, Map<String, String> repetition, ClipScores variant, ClipScores baseline) {}

    /**
     * What was found.
     *
     * @param difference variant - baseline on the data as they are
     * @param low lower end of the interval
     * @param high upper end
     * @param p two-sided; at least 2 / (resamples + 1)
     */
    record Result(double difference, double low, double high, double p) {}

    /**
     * Prepares the pairs.
     *
     * @param pairs at least one; a repetition's clips are those that all its trials have
     * @param targets indices of the targets over which the metric is averaged
     */
    PairedBootstrap(List<Pair> pairs, int[] targets) {
        Map<Map<String, String>, Set<String>> clips = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            Set<String> shared = clips.computeIfAbsent(
                    pair.repetition(),
                    key -> new LinkedHashSet<>(pair.variant().clips().keySet()));
            shared.retainAll(pair.variant().clips().keySet());
            shared.retainAll(pair.baseline().clips().keySet());
        }
        List<Set<String>> sets = clips.values().stream().distinct().toList();
        clipSets = sets.stream().<List<String>>map(ArrayList::new).toList();
        Map<Long, List<Cell>> bySeed = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            int set = sets.indexOf(clips.get(pair.repetition()));
            List<String> names = clipSets.get(set);
            bySeed.computeIfAbsent(pair.seed(), seed -> new ArrayList<>())
                    .add(new Cell(
                            set, new Pool(pair.variant(), names, targets), new Pool(pair.baseline(), names, targets)));
        }
        seeds = List.copyOf(bySeed.values());
    }

    int seeds() {
        return seeds.size();
    }

    /** Returns the number of different clips. */
    int clips() {
        return (int) clipSets.stream().flatMap(List::stream).distinct().count();
    }

    /** Returns the least number of clips among what is drawn from. */
    int fewestClips() {
        return clipSets.stream().mapToInt(List::size).min().orElse(0);
    }

    /**
     * Resamples.
     *
     * @return empty when the metric has no value on the whole, or on more than half of the resamples
     */
    Optional<Result> run(int resamples, double confidence, long seed) {
        double difference = observed();
        double[] drawn = draws(resamples, new SplittableRandom(seed));
        if (Double.isNaN(difference) || 2 * drawn.length < resamples) {
            return Optional.empty();
        }
        long notAbove = Arrays.stream(drawn).filter(value -> value <= 0).count();
        long notBelow = Arrays.stream(drawn).filter(value -> value >= 0).count();
        double p = Math.min(1, 2.0 * (Math.min(notAbove, notBelow) + 1) / (drawn.length + 1));
        double tail = (1 - confidence) / 2;
        return Optional.of(new Result(difference, quantile(drawn, tail), quantile(drawn, 1 - tail), p));
    }

    /** Returns the difference on the data as they are; NaN when there is none. */
    private double observed() {
        int[][] all = new int[clipSets.size()][];
        Arrays.setAll(all, set -> IntStream.range(0, clipSets.get(set).size()).toArray());
        return seeds.stream()
                .mapToDouble(cells -> difference(cells, all))
                .average()
                .orElse(Double.NaN);
    }

    /** Returns the differences of resamples, ascending; those without a value are left out. */
    double[] draws(int resamples, SplittableRandom random) {
        int[][] clips = new int[clipSets.size()][];
        Arrays.setAll(clips, set -> new int[clipSets.get(set).size()]);
        double[] values = new double[resamples];
        int[] times = new int[seeds.size()];
        for (int resample = 0; resample < resamples; resample++) {
            Arrays.fill(times, 0);
            for (int i = 0; i < times.length; i++) {
                times[random.nextInt(times.length)]++; // of one seed, always that one
            }
            for (int[] draw : clips) {
                for (int i = 0; i < draw.length; i++) {
                    draw[i] = random.nextInt(draw.length);
                }
            }
            double sum = 0;
            for (int seed = 0; seed < times.length; seed++) {
                if (times[seed] > 0) { // a seed drawn twice has the same value twice
                    sum += times[seed] * difference(seeds.get(seed), clips);
                }
            }
            values[resample] = sum / times.length;
        }
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
    }

    private static double difference(List<Cell> cells, int[][] clips) {
        double sum = 0;
        for (Cell cell : cells) {
            sum += cell.variant().value(clips[cell.set()]) - cell.baseline().value(clips[cell.set()]);
        }
        return sum / cells.size();
    }

    /** Returns a quantile of ascending values, between neighbours by linear interpolation. */
    static double quantile(double[] ascending, double share) {
        double place = share * (ascending.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, ascending.length - 1);
        return ascending[below] + (place - below) * (ascending[above] - ascending[below]);
    }

    /**
     * A pair, ready to be drawn from.
     *
     * @param set which clips
     * @param variant states of the one
     * @param baseline states of the other
     */
    private record Cell(int set, Pool variant, Pool baseline) {}

    /** The states of one trial, by target and clip. */
    private static final class Pool {
        private final Metric metric;
        private final MetricState[][] states;

        Pool(ClipScores scores, List<String> clips, int[] targets) {
            metric = scores.metric();
            states = new MetricState[targets.length][clips.size()];
            for (int i = 0; i < targets.length; i++) {
                for (int clip = 0; clip < clips.size(); clip++) {
                    ClipScores.Clip own = Lookup.required(scores.clips(), clips.get(clip));
                    states[i][clip] = own.states().get(targets[i]);
                }
            }
        }

        /** Returns the metric over some clips, averaged over targets; NaN when a target has no frame in them. */
        double value(int[] clips) {
            double sum = 0;
            for (MetricState[] target : states) {
                MetricState whole = metric.newState();
                for (int clip : clips) {
                    whole.merge(target[clip]);
                }
                OptionalDouble value = whole.value();
                sum += value.isPresent() ? value.getAsDouble() : Double.NaN;
            }
            return sum / states.length;
        }
    }
}
