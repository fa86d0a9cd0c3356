package dev.attune.runner.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.runner.config.CompareConfig.Interval;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what is claimed against studies of which the truth is known; {@code docs/statistics.md} has the numbers of the whole table.
 */
final class CalibrationTest {
    private static final Logger log = LoggerFactory.getLogger(CalibrationTest.class);

    /** How often a study is simulated, and how often it is resampled. */
    private static final int STUDIES = Integer.getInteger("attune.calibration.studies", 200);

    private static final int RESAMPLES = 500;
    private static final double ERROR = 0.05;

    /** Both have the same seeds' and clips' noise; what differs by chance is the seeds, and how they meet clips. */
    private static final SimulatedStudy SAME_MODEL = new SimulatedStudy(0, 0.15, 0, 0.15);

    private static final SimulatedStudy EQUALLY_GOOD = new SimulatedStudy(0, 0.1, 0.3, 0.2);
    private static final SimulatedStudy DIFFERENT = new SimulatedStudy(0.4, 0.1, 0.3, 0.2);
    private static final SimulatedStudy SEEDS_DIFFER = new SimulatedStudy(0.4, 0.3, 0.1, 0.1);

    /** 8 groups of 4 clips, as segments of 8 videos; what they have in common is as large as what they have of their own. */
    private static final SimulatedStudy DEPENDENT = new SimulatedStudy(0, 0.1, 0.3, 0.2, 4);

    private static final int DEPENDENT_CLIPS = 32;

    /**
     * What many studies found.
     *
     * @param misses how often the interval of the difference did not hold the truth, by method
     * @param lineMisses how often the interval of the baseline itself did not
     * @param different how often the verdict was that the two differ
     * @param overSeeds how often a test over seeds alone found a difference at the same level
     * @param overClips how often a test over clips alone did
     */
    private record Tally(
            int studies,
            Map<Interval, Integer> misses,
            Map<Interval, Integer> lineMisses,
            int different,
            int overSeeds,
            int overClips) {}

    private static Tally tally(SimulatedStudy study, int seeds, int clips, int folds, List<Interval> methods) {
        return tally(study, seeds, clips, folds, methods, UnaryOperator.identity());
    }

    private static Tally tally(
            SimulatedStudy study,
            int seeds,
            int clips,
            int folds,
            List<Interval> methods,
            UnaryOperator<LineScores> drawn) {
        List<SplittableRandom> randoms = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(20240313);
        IntStream.range(0, STUDIES).forEach(i -> randoms.add(random.split()));
        Map<Interval, Integer> misses = new EnumMap<>(Interval.class);
        Map<Interval, Integer> lineMisses = new EnumMap<>(Interval.class);
        int different = 0;
        int overSeeds = 0;
        int overClips = 0;
        for (SplittableRandom own : randoms) {
            List<LineScores> lines =
                    study.run(own, seeds, clips, folds).stream().map(drawn).toList();
            for (Interval method : methods) {
                MetricComparer comparer = SimulatedStudy.comparer(lines, method, RESAMPLES);
                Comparison comparison = comparer.comparisons().get(1);
                misses.merge(method, misses(comparison.interval(), study.truth()), Integer::sum);
                LineInterval baseline = comparer.intervals().get(3);
                assertThat(baseline.line().variant()).isEqualTo("baseline");
                lineMisses.merge(
                        method, misses(baseline.interval().orElseThrow(), study.baselineTruth()), Integer::sum);
                if (method == Interval.BOOTSTRAP) {
                    boolean verdict = comparison.verdict() != Comparison.Verdict.NOT_DISTINGUISHABLE;
                    assertThat(verdict).isEqualTo(comparison.interval().excludesZero());
                    different += verdict ? 1 : 0;
                    overSeeds += comparison.significance().overSeeds().orElse(1) < ERROR ? 1 : 0;
                    overClips += comparison.significance().overClips() < ERROR ? 1 : 0;
                }
            }
        }
        return new Tally(STUDIES, misses, lineMisses, different, overSeeds, overClips);
    }

    private static int misses(dev.attune.runner.stats.Interval interval, double truth) {
        return interval.low() <= truth && truth <= interval.high() ? 0 : 1;
    }

    /** Asserts a rate of errors that 5 % would give in all but one of a thousand such tests. */
    private static void assertNominal(int errors, String what) {
        BinomialDistribution binomial = BinomialDistribution.of(STUDIES, ERROR);
        assertThat(errors)
                .as(what)
                .isBetween(
                        binomial.inverseCumulativeProbability(0.0005), binomial.inverseCumulativeProbability(0.9995));
    }

    @Test
    void studiesOfOneModelSeldomFindADifference() {
        Tally tally = tally(SAME_MODEL, 5, 20, 1, List.of(Interval.BOOTSTRAP));
        assertNominal(tally.different(), "verdicts of a difference between a model and itself");
    }

    @Test
    void intervalsHoldAKnownDifference() {
        Tally tally = tally(SEEDS_DIFFER, 5, 20, 1, List.of(Interval.BOOTSTRAP, Interval.PERCENTILE));
        assertNominal(tally.misses().getOrDefault(Interval.BOOTSTRAP, 0), "intervals without the true difference");
        // What the default is there for.
        assertThat(tally.misses().getOrDefault(Interval.PERCENTILE, 0))
                .isGreaterThan(tally.misses().getOrDefault(Interval.BOOTSTRAP, 0));
        assertThat(tally.different()).as("power").isGreaterThan(STUDIES / 10);
    }

    @Test
    void dependentClipsAreDrawnTogether() {
        List<Interval> method = List.of(Interval.BOOTSTRAP);
        Tally byGroup = tally(DEPENDENT, 5, DEPENDENT_CLIPS, 1, method, UnaryOperator.identity());
        Tally byClip = tally(DEPENDENT, 5, DEPENDENT_CLIPS, 1, method, SimulatedStudy::byClip);
        assertNominal(byGroup.different(), "verdicts of a difference between equally good models, by group");
        assertThat(byClip.different())
                .as("what groups are there for: by clip, such verdicts are more frequent than 5 % can be")
                .isGreaterThan(BinomialDistribution.of(STUDIES, ERROR).inverseCumulativeProbability(0.9995));
    }

    /** Run with {@code -Dattune.calibration=full}; prints the table of {@code docs/statistics.md}. */
    @Test
    @EnabledIfSystemProperty(named = "attune.calibration", matches = "full")
    void everyDesignKeepsItsPromise() {
        Map<String, SimulatedStudy> studies = Map.of(
                "same model", SAME_MODEL,
                "equally good", EQUALLY_GOOD,
                "different", DIFFERENT,
                "seeds differ", SEEDS_DIFFER);
        int[][] designs = {{2, 8, 1}, {3, 20, 1}, {5, 10, 1}, {5, 50, 1}, {10, 30, 1}, {10, 100, 1}, {3, 6, 5}};
        for (String name : List.of("same model", "equally good", "different", "seeds differ")) {
            SimulatedStudy study = studies.getOrDefault(name, SAME_MODEL);
            for (int[] design : designs) {
                Tally tally = tally(study, design[0], design[1], design[2], List.of(Interval.values()));
                log.warn(row(name, design, study, tally));
                BinomialDistribution binomial = BinomialDistribution.of(STUDIES, ERROR);
                assertThat(tally.misses().getOrDefault(Interval.BOOTSTRAP, 0))
                        .isLessThanOrEqualTo(binomial.inverseCumulativeProbability(0.9995));
            }
        }
    }

    /** Run with {@code -Dattune.calibration=full}; prints the rows of dependent clips. */
    @Test
    @EnabledIfSystemProperty(named = "attune.calibration", matches = "full")
    void groupsKeepThePromiseThatClipsBreak() {
        for (int[] design : new int[][] {{5, DEPENDENT_CLIPS, 1}, {5, 4 * 20, 1}, {3, 4 * 6, 5}}) {
            List<Interval> methods = List.of(Interval.values());
            Tally byClip = tally(DEPENDENT, design[0], design[1], design[2], methods, SimulatedStudy::byClip);
            Tally byGroup = tally(DEPENDENT, design[0], design[1], design[2], methods, UnaryOperator.identity());
            log.warn(row("dependent, by clip", design, DEPENDENT, byClip));
            log.warn(row("dependent, by group", design, DEPENDENT, byGroup));
            assertThat(byGroup.misses().getOrDefault(Interval.BOOTSTRAP, 0))
                    .isLessThanOrEqualTo(BinomialDistribution.of(STUDIES, ERROR).inverseCumulativeProbability(0.9995));
        }
    }

    private static String row(String name, int[] design, SimulatedStudy study, Tally tally) {
        StringBuilder row = new StringBuilder(String.format(
                Locale.ROOT,
                "| %s | %+.3f | %d | %d%s |",
                name,
                study.truth(),
                design[0],
                design[1],
                design[2] == 1 ? "" : " x " + design[2]));
        for (Interval method : Interval.values()) {
            row.append(share(tally.misses().getOrDefault(method, 0)));
        }
        for (Interval method : Interval.values()) {
            row.append(share(tally.lineMisses().getOrDefault(method, 0)));
        }
        return row.append(share(tally.different()))
                .append(share(tally.overSeeds()))
                .append(share(tally.overClips()))
                .toString();
    }

    private static String share(int count) {
        return String.format(Locale.ROOT, " %.3f |", count / (double) STUDIES);
    }
}
