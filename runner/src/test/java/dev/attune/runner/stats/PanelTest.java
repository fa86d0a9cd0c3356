package dev.attune.runner.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.metric.AdditiveMetric;
import dev.attune.api.metric.MetricState;
import dev.attune.api.nn.RandomSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Holds draws and exchanges against all outcomes there can be, each found from the frames themselves. */
final class PanelTest {
    private static final int LINES = 2;
    private static final int SEEDS = 2;
    private static final int TARGETS = 2;
    private static final int MEAN = TARGETS;
    private static final int RESAMPLES = 200_000;

    private static final List<List<String>> SAME_CLIPS = List.of(List.of("a", "b", "c"), List.of("a", "b", "c"));
    private static final List<List<String>> FOLDS = List.of(List.of("a", "b"), List.of("c", "d"));
    private static final List<List<String>> OVERLAPPING = List.of(List.of("a", "b"), List.of("b", "c"));

    /** The errors of all trials; by repetition, clip, line, seed and target, then by frame. */
    private final Map<String, double[]> frames = new TreeMap<>();

    private static String key(int repetition, String clip, int line, int seed, int target) {
        return repetition + clip + line + seed + target;
    }

    private Panel panel(List<List<String>> repetitions) {
        SplittableRandom random = new SplittableRandom(3);
        RootMeanSquare metric = new RootMeanSquare();
        List<Scorer> scorers = new ArrayList<>();
        Strata strata = new Strata(repetitions);
        LabelledClips labelled = new LabelledClips(TARGETS, strata.groups());
        for (int repetition = 0; repetition < repetitions.size(); repetition++) {
            List<String> clips = repetitions.get(repetition);
            MetricState[][] states = new MetricState[LINES * SEEDS * TARGETS][clips.size()];
            for (int line = 0; line < LINES; line++) {
                for (int seed = 0; seed < SEEDS; seed++) {
                    for (int target = 0; target < TARGETS; target++) {
                        for (int clip = 0; clip < clips.size(); clip++) {
                            double[] errors =
                                    random.doubles(1 + random.nextInt(3)).toArray();
                            frames.put(key(repetition, clips.get(clip), line, seed, target), errors);
                            MetricState state = metric.newState();
                            Arrays.stream(errors).forEach(error -> state.add(error, 0));
                            states[(line * SEEDS + seed) * TARGETS + target][clip] = state;
                        }
                    }
                }
            }
            for (int group = 0; group < strata.groups(); group++) {
                int place = strata.place(repetition, group);
                if (place >= 0) {
                    labelled.add(group, clips.get(place), List.of(states[0][place], states[1][place]));
                }
            }
            // Both ways of scoring at once: one repetition by the one, the next by the other.
            scorers.add(
                    repetition == 0
                            ? new MergingScorer(metric, states)
                            : new SummingScorer((AdditiveMetric) metric, states, TARGETS));
        }
        return new Panel(LINES, SEEDS, TARGETS, strata, scorers, labelled);
    }

    /** Computes a line's figure, mean over targets, from frames. */
    private double naive(List<List<String>> repetitions, int line, List<Integer> seeds, List<List<String>> drawn) {
        double sum = 0;
        for (int seed : seeds) {
            for (int repetition = 0; repetition < repetitions.size(); repetition++) {
                for (int target = 0; target < TARGETS; target++) {
                    List<Double> squares = new ArrayList<>();
                    for (String clip : drawn.get(repetition)) {
                        for (double error : errors(key(repetition, clip, line, seed, target))) {
                            squares.add(error * error);
                        }
                    }
                    sum += Math.sqrt(squares.stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElse(Double.NaN));
                }
            }
        }
        return sum / (seeds.size() * repetitions.size() * TARGETS);
    }

    private double[] errors(String key) {
        return frames.getOrDefault(key, new double[0]);
    }

    @Test
    void resamplesAreThoseOfAllOutcomesWhenClipsAreTheSameInEachRepetition() {
        Panel panel = panel(SAME_CLIPS);
        List<Double> outcomes = new ArrayList<>();
        for (List<Integer> seeds : tuples(List.of(0, 1), 2)) {
            for (List<String> clips : tuples(SAME_CLIPS.get(0), 3)) {
                outcomes.add(naive(SAME_CLIPS, 0, seeds, List.of(clips, clips))
                        - naive(SAME_CLIPS, 1, seeds, List.of(clips, clips)));
            }
        }
        check(panel, outcomes);
    }

    @Test
    void resamplesAreThoseOfAllOutcomesWhenFoldsHaveTheirOwnClips() {
        Panel panel = panel(FOLDS);
        List<Double> outcomes = new ArrayList<>();
        for (List<Integer> seeds : tuples(List.of(0, 1), 2)) {
            for (List<String> one : tuples(FOLDS.get(0), 2)) {
                for (List<String> two : tuples(FOLDS.get(1), 2)) {
                    outcomes.add(naive(FOLDS, 0, seeds, List.of(one, two)) - naive(FOLDS, 1, seeds, List.of(one, two)));
                }
            }
        }
        check(panel, outcomes);
    }

    @Test
    void repetitionsThatShareAClipShareItsDraw() {
        Panel panel = panel(OVERLAPPING);
        List<Double> outcomes = new ArrayList<>();
        for (List<Integer> seeds : tuples(List.of(0, 1), 2)) {
            for (List<String> clips : tuples(List.of("a", "b", "c"), 3)) {
                List<List<String>> drawn = OVERLAPPING.stream()
                        .map(own -> clips.stream().filter(own::contains).toList())
                        .toList();
                outcomes.add(naive(OVERLAPPING, 0, seeds, drawn) - naive(OVERLAPPING, 1, seeds, drawn));
            }
        }
        // A repetition of which no clip was drawn has no value.
        check(panel, outcomes.stream().filter(value -> !value.isNaN()).toList());
    }

    private static void check(Panel panel, List<Double> outcomes) {
        double[] exact =
                outcomes.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double[][][] resampled = panel.resample(RESAMPLES, RandomSource.of(5));
        double[] drawn = Numbers.ascending(Numbers.minus(resampled[0][MEAN], resampled[1][MEAN]));
        assertThat(Numbers.mean(drawn))
                .isCloseTo(Numbers.mean(exact), within(0.01 * (exact[exact.length - 1] - exact[0])));
        for (double share : new double[] {0, 0.05, 0.3, 0.7, 0.95, 1}) {
            int rank = (int) Math.round(share * (exact.length - 1));
            // In the middle of what belongs to one outcome, so that chance does not reach the next.
            double found = Numbers.quantile(drawn, (rank + 0.5) / exact.length);
            assertThat(found).as("outcome " + rank).isCloseTo(exact[rank], within(1e-9));
        }
    }

    @Test
    void exchangesAreThoseOfAllSubsetsOfClips() {
        Panel panel = panel(SAME_CLIPS);
        List<String> clips = SAME_CLIPS.get(0);
        double[] exact = IntStream.range(0, 8)
                .mapToDouble(subset -> exchanged(clips, subset))
                .sorted()
                .toArray();
        double[][][] permuted = panel.permute(1, 2_000, RandomSource.of(5));
        assertThat(permuted[1][MEAN]).as("the baseline with itself").containsOnly(0.0);
        double[] found = Arrays.stream(permuted[0][MEAN])
                .map(value -> Math.rint(value * 1e9) / 1e9)
                .distinct()
                .sorted()
                .toArray();
        assertThat(found).containsExactly(exact, within(1e-8));
        long smallest = Arrays.stream(permuted[0][MEAN])
                .filter(value -> value < exact[0] + 1e-8)
                .count();
        assertThat(smallest).as("each of eight subsets is as frequent").isBetween(190L, 310L);
    }

    private double exchanged(List<String> clips, int subset) {
        double difference = 0;
        for (int line = 0; line < LINES; line++) {
            for (int seed = 0; seed < SEEDS; seed++) {
                for (int repetition = 0; repetition < 2; repetition++) {
                    for (int target = 0; target < TARGETS; target++) {
                        List<Double> squares = new ArrayList<>();
                        for (int clip = 0; clip < clips.size(); clip++) {
                            int from = (subset >> clip & 1) == 1 ? 1 - line : line;
                            for (double error : errors(key(repetition, clips.get(clip), from, seed, target))) {
                                squares.add(error * error);
                            }
                        }
                        double value = Math.sqrt(squares.stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow());
                        difference += (line == 0 ? value : -value) / (SEEDS * 2 * TARGETS);
                    }
                }
            }
        }
        return difference;
    }

    @Test
    void influencesAreThoseOfTheValuesWithoutEachClip() {
        Panel panel = panel(FOLDS);
        double[] influences = panel.influences()[0][MEAN][1];
        List<Integer> seed = List.of(1);
        double withoutA = naive(FOLDS, 0, seed, List.of(List.of("b"), List.of("c", "d")));
        double withoutB = naive(FOLDS, 0, seed, List.of(List.of("a"), List.of("c", "d")));
        double withoutC = naive(FOLDS, 0, seed, List.of(List.of("a", "b"), List.of("d")));
        double withoutD = naive(FOLDS, 0, seed, List.of(List.of("a", "b"), List.of("c")));
        // Jackknife variances of two groups of two clips add up: (n - 1) / n times the squares about the mean.
        double variance = (square(withoutA - withoutB) + square(withoutC - withoutD)) / 4;
        assertThat(Arrays.stream(influences).map(PanelTest::square).sum() / (4 * 3))
                .isCloseTo(variance, within(1e-12));
        assertThat(influences[0]).isCloseTo(-influences[1], within(1e-12));
        assertThat(Math.signum(influences[0])).isEqualTo(Math.signum(withoutB - withoutA));
    }

    private static double square(double value) {
        return value * value;
    }

    @Test
    void drawsDependOnNothingButTheSeed() throws Exception {
        double[][][] many = panel(FOLDS).resample(200, RandomSource.of(5));
        ForkJoinPool single = new ForkJoinPool(1);
        try {
            double[][][] one = single.submit(() -> panel(FOLDS).resample(200, RandomSource.of(5)))
                    .get();
            assertThat(one).isDeepEqualTo(many);
        } finally {
            single.shutdown();
        }
        assertThat(panel(FOLDS).resample(200, RandomSource.of(6))[0][MEAN]).isNotEqualTo(many[0][MEAN]);
    }

    private static <T> List<List<T>> tuples(List<T> of, int length) {
        List<List<T>> tuples = List.of(List.of());
        for (int i = 0; i < length; i++) {
            LinkedHashSet<List<T>> longer = new LinkedHashSet<>();
            for (List<T> tuple : tuples) {
                for (T next : of) {
                    List<T> with = new ArrayList<>(tuple);
                    with.add(next);
                    longer.add(with);
                }
            }
            tuples = List.copyOf(longer);
        }
        return tuples;
    }
}
