package dev.attune.runner.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.data.Split;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.metric.MetricState;
import dev.attune.api.nn.RandomSource;
import dev.attune.runner.config.CompareConfig;
import dev.attune.runner.config.Selection;
import dev.attune.runner.trial.ClipScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Clips that belong together are drawn, left out and exchanged together; every number here is found by hand. */
final class DesignTest {
    private static final Selection<MetricFactory<?>> METRIC = SimulatedStudy.metric("rmse");

    /** Squares of the videos: 9 of 3 frames, and 25 of 3 frames. */
    private static final Map<String, double[]> ERRORS = errors(
            new double[] {1}, new double[] {2, 2},
            new double[] {3}, new double[] {0, 4});

    /** 6 of 3 frames, and 3 of 3 frames. */
    private static final Map<String, double[]> OTHERS = errors(
            new double[] {2}, new double[] {1, 1},
            new double[] {1}, new double[] {1, 1});

    private static Map<String, double[]> errors(double[]... ofClips) {
        Map<String, double[]> errors = new LinkedHashMap<>();
        for (String clip : List.of("video-1_left", "video-1_right", "video-2_left", "video-2_right")) {
            errors.put(clip, ofClips[errors.size()]);
        }
        return errors;
    }

    private static String video(String clip) {
        return clip.substring(0, "video-1".length());
    }

    private static ClipScores.Clip clip(String group, double... errors) {
        MetricState state = SimulatedStudy.made(METRIC).newState();
        Arrays.stream(errors).forEach(error -> state.add(error, 0));
        return new ClipScores.Clip(group, List.of(state), 0);
    }

    /** Makes a line of one seed, with one repetition for each of some clips' errors. */
    @SafeVarargs
    private static LineScores line(String name, Map<String, double[]>... repetitions) {
        Map<LineScores.Key, LineScores.Trial> trials = new LinkedHashMap<>();
        for (Map<String, double[]> errors : repetitions) {
            Map<String, ClipScores.Clip> clips = new LinkedHashMap<>();
            errors.forEach((clip, ofClip) -> clips.put(clip, clip(video(clip), ofClip)));
            Map<String, String> repetition =
                    repetitions.length == 1 ? Map.of() : Map.of("data.fold", String.valueOf(trials.size()));
            trials.put(
                    new LineScores.Key(1, repetition),
                    new LineScores.Trial(
                            name + repetition, new ClipScores(SimulatedStudy.made(METRIC), List.of("valence"), clips)));
        }
        return new LineScores(SimulatedStudy.line(name), METRIC, trials);
    }

    private static Panel panel(LineScores... lines) {
        List<LineScores> all = List.of(lines);
        return Design.shared(all).panel(all);
    }

    private static double[] distinct(double[] values) {
        return Arrays.stream(values)
                .map(value -> Math.rint(value * 1e9) / 1e9)
                .distinct()
                .sorted()
                .toArray();
    }

    @Test
    void whatIsLeftOutIsAGroup() {
        Panel panel = panel(line("model", ERRORS));
        assertThat(panel.values()[0][0][0]).isCloseTo(Math.sqrt(34 / 6.0), within(1e-12));
        double withoutFirst = Math.sqrt(25 / 3.0);
        double withoutSecond = Math.sqrt(9 / 3.0);
        double[] influences = panel.influences()[0][0][0];
        assertThat(influences)
                .containsExactly(
                        new double[] {(withoutSecond - withoutFirst) / 2, (withoutFirst - withoutSecond) / 2},
                        within(1e-12));

        VarianceComponents components =
                VarianceComponents.of(panel.values()[0][0], new double[][] {influences}, panel.strata());
        assertThat(components.groups()).isEqualTo(2);
        assertThat(components.freeGroups()).isEqualTo(1);
        // The jackknife variance of two groups: half the sum of squares about the mean of both.
        assertThat(components.variance())
                .isCloseTo((withoutFirst - withoutSecond) * (withoutFirst - withoutSecond) / 4, within(1e-12));
        assertThat(panel.fewestGroups(0)).isEqualTo(2);
        assertThat(panel.clips(0)).isEqualTo(4);
    }

    @Test
    void whatIsDrawnIsAGroup() {
        double[] drawn = panel(line("model", ERRORS)).resample(200, RandomSource.of(3))[0][0];
        assertThat(distinct(drawn))
                .as("the first twice, each once, the second twice")
                .containsExactly(
                        new double[] {Math.sqrt(9 / 3.0), Math.sqrt(34 / 6.0), Math.sqrt(25 / 3.0)}, within(1e-8));
    }

    @Test
    void whatIsExchangedIsAGroup() {
        double[] found = panel(line("model", ERRORS), line("other", OTHERS)).permute(1, 200, RandomSource.of(3))[0][0];
        double whole = Math.sqrt(34 / 6.0) - Math.sqrt(9 / 6.0);
        double oneVideo = Math.sqrt(31 / 6.0) - Math.sqrt(12 / 6.0);
        assertThat(distinct(found)).containsExactly(new double[] {-whole, -oneVideo, oneVideo, whole}, within(1e-8));
    }

    @Test
    void aGroupHasOnlyClipsThatAllTrialsHave() {
        Map<String, double[]> fewer = new LinkedHashMap<>(OTHERS);
        fewer.remove("video-2_right");
        Panel panel = panel(line("model", ERRORS), line("other", fewer));
        assertThat(panel.values()[0][0][0])
                .as("without what the other line does not have")
                .isCloseTo(Math.sqrt((9 + 9) / 4.0), within(1e-12));
        assertThat(panel.values()[1][0][0]).isCloseTo(Math.sqrt((6 + 1) / 4.0), within(1e-12));
        assertThat(panel.clips(0)).isEqualTo(3);
        assertThat(panel.fewestGroups(0)).isEqualTo(2);
    }

    /** A fold may have one person of a video, and the next the other. */
    @Test
    void repetitionsShareTheDrawOfAGroupOfWhichEachHasOtherClips() {
        Map<String, double[]> left = new LinkedHashMap<>(ERRORS);
        left.keySet().removeIf(clip -> clip.endsWith("_right"));
        Map<String, double[]> right = new LinkedHashMap<>(ERRORS);
        right.keySet().removeIf(clip -> clip.endsWith("_left"));
        Panel panel = panel(line("model", left, right));
        assertThat(panel.strata()).isEqualTo(1);
        assertThat(panel.fewestGroups(0)).isEqualTo(2);
        // Left: 1 and 9 of a frame each. Right: 8 and 16 of two frames each.
        assertThat(distinct(panel.resample(200, RandomSource.of(3))[0][0]))
                .containsExactly(
                        new double[] {
                            (1 + Math.sqrt(8 / 2.0)) / 2,
                            (Math.sqrt(10 / 2.0) + Math.sqrt(24 / 4.0)) / 2,
                            (3 + Math.sqrt(16 / 2.0)) / 2
                        },
                        within(1e-8));
    }

    private static Map<String, double[]> only(String... clips) {
        Map<String, double[]> only = new LinkedHashMap<>(ERRORS);
        only.keySet().retainAll(List.of(clips));
        return only;
    }

    /** Both folds have one stratum of two groups, but without video 2, fold 1 has nothing left. */
    @Test
    void aFoldThatSharesItsOnlyGroupIsNamed() {
        Map<String, double[]> both = only("video-1_left", "video-2_left");
        Map<String, double[]> one = only("video-2_right");
        assertThat(panel(line("model", both, one)).fewestGroups(0)).isEqualTo(2);
        List<String> remarks = new ArrayList<>();
        MetricComparer comparer = comparer(remarks, line("model", both, one), line("other", both, one));
        assertThat(comparer.intervals())
                .isNotEmpty()
                .allMatch(found -> found.interval().isEmpty());
        assertThat(comparer.comparisons()).isEmpty();
        assertThat(remarks)
                .containsExactly(
                        "model - other is left out: on test, fold 1 has 1 group of clips with labels of valence,"
                                + " wanted 2.");
    }

    @Test
    void aFoldOfSeveralClipsOfOneGroupIsNamedOnceWhereNothingIsCompared() {
        Map<String, double[]> two = only("video-1_left", "video-2_left");
        Map<String, double[]> one = only("video-1_left", "video-1_right");
        List<String> remarks = new ArrayList<>();
        MetricComparer comparer = comparer(remarks, line("model", two, one), line("third", two, one));
        assertThat(comparer.intervals())
                .isNotEmpty()
                .allMatch(found -> found.interval().isEmpty());
        assertThat(comparer.comparisons()).isEmpty();
        assertThat(remarks)
                .containsExactly(
                        "On test, there is no interval of rmse.mean: fold 1 has 1 group of clips with labels of"
                                + " valence, wanted 2.");
    }

    private static MetricComparer comparer(List<String> remarks, LineScores... lines) {
        CompareConfig compare = new CompareConfig(
                "rmse.mean",
                Optional.of("other"),
                CompareConfig.Interval.BOOTSTRAP,
                0.95,
                300,
                CompareConfig.Correction.HOLM);
        return new MetricComparer(compare, true, Split.TEST, "rmse", List.of(lines), remarks::add);
    }

    @Test
    void groupsAreToldWithTheirClips() {
        List<String> remarks = new ArrayList<>();
        MetricComparer comparer = comparer(remarks, line("model", ERRORS), line("other", OTHERS));
        Comparison found = comparer.comparisons().get(1);
        assertThat(found)
                .extracting(Comparison::figure, Comparison::clips, Comparison::groups)
                .containsExactly("rmse.mean", 4, 2);
        assertThat(found.sentence()).endsWith(": cannot be decided with 1 seed, on 4 clips in 2 groups.");
        assertThat(new Comparisons(List.of(), List.of(found), remarks).sentences())
                .contains("With 4 clips in 2 groups, intervals take these for typical of all others.");
        assertThat(comparer.intervals().get(0))
                .extracting(LineInterval::clips, LineInterval::groups, LineInterval::isGrouped)
                .containsExactly(4, 2, true);
        assertThat(remarks).isEmpty();
    }

    @Test
    void nothingIsComparedThatIsGroupedInTwoWays() {
        List<String> remarks = new ArrayList<>();
        LineScores apart = SimulatedStudy.byClip(line("model", ERRORS));
        assertThat(comparer(remarks, apart, line("other", OTHERS)).comparisons())
                .isEmpty();
        assertThat(remarks)
                .containsExactly("model - other is left out: on test, clips of one name belong to different groups.");
    }

    @Test
    void oneGroupIsNothingToDrawFrom() {
        List<String> remarks = new ArrayList<>();
        Map<String, double[]> one = new LinkedHashMap<>(ERRORS);
        one.keySet().removeIf(clip -> clip.startsWith("video-2"));
        assertThat(comparer(remarks, line("model", one), line("other", OTHERS)).comparisons())
                .isEmpty();
        assertThat(remarks)
                .containsExactly("model - other is left out: on test, fewer than two groups of clips are shared.");
    }
}
