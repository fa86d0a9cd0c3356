package dev.attune.runner.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.data.Split;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.metric.MetricState;
import dev.attune.runner.config.CompareConfig;
import dev.attune.runner.config.Selection;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.trial.ClipScores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is paired with what, and what is left out. */
final class MetricComparerTest {
    private static final Selection<MetricFactory<?>> METRIC = SimulatedStudy.metric("rmse");
    private static final List<String> TARGETS = List.of("valence", "arousal");
    private static final List<String> CLIPS = List.of("a", "b", "c", "d");

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<String> remarks = new ArrayList<>();

    /** Makes a line whose trials have errors about a size. */
    private LineScores line(String name, double size, List<Long> seeds, Map<String, List<String>> clipsOfFolds) {
        Map<LineScores.Key, LineScores.Trial> trials = new LinkedHashMap<>();
        clipsOfFolds.forEach((fold, clips) -> {
            for (long seed : seeds) {
                Map<String, ClipScores.Clip> scores = new LinkedHashMap<>();
                clips.forEach(clip -> scores.put(clip, clip(clip, size)));
                trials.put(
                        new LineScores.Key(seed, fold.isEmpty() ? Map.of() : Map.of("fold", fold)),
                        new LineScores.Trial(
                                name + seed + fold, new ClipScores(SimulatedStudy.made(METRIC), TARGETS, scores)));
            }
        });
        return new LineScores(SimulatedStudy.line(name), METRIC, trials);
    }

    private LineScores line(String name, double size, Long... seeds) {
        return line(name, size, List.of(seeds), Map.of("", CLIPS));
    }

    private ClipScores.Clip clip(String group, double size) {
        List<MetricState> states = new ArrayList<>();
        for (int target = 0; target < TARGETS.size(); target++) {
            MetricState state = SimulatedStudy.made(METRIC).newState();
            for (int frame = 0; frame < 20; frame++) {
                state.add(size * random.nextGaussian(), 0);
            }
            states.add(state);
        }
        return new ClipScores.Clip(group, states, 0);
    }

    private MetricComparer comparer(String primary, CompareConfig.Correction correction, LineScores... lines) {
        CompareConfig compare = new CompareConfig(
                primary, Optional.of("base"), CompareConfig.Interval.BOOTSTRAP, 0.95, 300, correction);
        return new MetricComparer(compare, true, Split.TEST, "rmse", List.of(lines), remarks::add);
    }

    private List<Comparison> compare(String primary, LineScores... lines) {
        return comparer(primary, CompareConfig.Correction.HOLM, lines).comparisons();
    }

    @Test
    void everyTargetAndTheirMeanAreComparedButOneIsDeclared() {
        MetricComparer comparer = comparer(
                "rmse.arousal",
                CompareConfig.Correction.HOLM,
                line("base", 1, 1L, 2L, 3L),
                line("better", 0.2, 1L, 2L, 3L));
        assertThat(comparer.comparisons())
                .extracting(Comparison::figure)
                .containsExactly("rmse.valence", "rmse.arousal", "rmse.mean");
        assertThat(comparer.comparisons())
                .extracting(Comparison::verdict)
                .containsExactly(
                        Comparison.Verdict.EXPLORATORY, Comparison.Verdict.BETTER, Comparison.Verdict.EXPLORATORY);
        assertThat(comparer.comparisons())
                .extracting(comparison -> comparison.significance().adjusted().isPresent())
                .containsExactly(false, true, false);
        assertThat(comparer.intervals())
                .extracting(interval -> interval.line().variant() + ' ' + interval.figure())
                .containsExactly(
                        "base rmse.valence",
                        "better rmse.valence",
                        "base rmse.arousal",
                        "better rmse.arousal",
                        "base rmse.mean",
                        "better rmse.mean");
        Comparison mean = comparer.comparisons().get(2);
        List<LineInterval> lines = comparer.intervals();
        assertThat(mean.difference())
                .isCloseTo(lines.get(5).mean() - lines.get(4).mean(), within(1e-12));
        assertThat(remarks).isEmpty();
    }

    @Test
    void nothingIsDecidedThatWasNotDeclared() {
        CompareConfig compare = new CompareConfig(
                "rmse.mean",
                Optional.of("base"),
                CompareConfig.Interval.BOOTSTRAP,
                0.95,
                300,
                CompareConfig.Correction.HOLM);
        List<LineScores> lines = List.of(line("base", 1, 1L, 2L, 3L), line("better", 0.2, 1L, 2L, 3L));
        List<Comparison> declared =
                new MetricComparer(compare, true, Split.TEST, "rmse", lines, remarks::add).comparisons();
        List<Comparison> chosen =
                new MetricComparer(compare, false, Split.TEST, "rmse", lines, remarks::add).comparisons();
        assertThat(declared.get(2).verdict()).isEqualTo(Comparison.Verdict.BETTER);
        assertThat(chosen).extracting(Comparison::verdict).containsOnly(Comparison.Verdict.EXPLORATORY);
        assertThat(chosen)
                .allMatch(comparison -> comparison.significance().adjusted().isEmpty());
        assertThat(chosen.get(2))
                .extracting(Comparison::primary, Comparison::confirmatory, Comparison::interval)
                .containsExactly(true, false, declared.get(2).interval());
        assertThat(chosen.get(2).significance().p())
                .isEqualTo(declared.get(2).significance().p());
    }

    @Test
    void anOracleIsShownAndNeitherTestedNorCounted() {
        LineScores base = line("base", 1, 1L, 2L, 3L);
        LineScores other = line("other", 0.9, 1L, 2L, 3L);
        LineScores perfect = line("perfect", 0.01, 1L, 2L, 3L);
        Map<LineScores.Key, LineScores.Trial> trials = new LinkedHashMap<>();
        perfect.keys().forEach(key -> trials.put(key, perfect.trial(key)));
        LineScores oracle = new LineScores(new StudyPlan.Line(StudyPlan.Family.ORACLE, "perfect"), METRIC, trials);

        List<Comparison> without = compare("rmse.mean", base, other);
        List<Comparison> with = compare("rmse.mean", oracle, base, other);
        assertThat(with).hasSize(6);
        assertThat(with.stream().filter(found -> !found.line().isOracle()))
                .as("what is said of models does not depend on it")
                .containsExactlyElementsOf(without);
        Comparison shown = with.get(4);
        assertThat(shown.figure()).isEqualTo("rmse.mean");
        assertThat(shown.interval().excludesZero()).isTrue();
        assertThat(shown.verdict()).isEqualTo(Comparison.Verdict.ORACLE);
        assertThat(shown.confirmatory()).isFalse();
        assertThat(shown.significance()).isEqualTo(Significance.NONE);
        assertThat(shown.outlook()).isEqualTo(Outlook.NONE);
        assertThat(shown.sentence())
                .endsWith(": oracle, which knows the labels and is no model, with 3 seeds and 4 clips.");
    }

    @Test
    void oneSeedDecidesNothingHoweverClearItsClips() {
        Map<String, List<String>> many = Map.of(
                "", IntStream.range(0, 30).mapToObj(clip -> "clip" + clip).toList());
        Comparison one = compare(
                        "rmse.mean", line("base", 1, List.of(1L), many), line("better", 0.2, List.of(1L), many))
                .get(2);
        assertThat(one.significance().adjusted().orElseThrow()).isLessThan(0.05);
        assertThat(one.interval().excludesZero()).isTrue();
        assertThat(one.verdict()).isEqualTo(Comparison.Verdict.NOT_DISTINGUISHABLE);
        Comparison two = compare(
                        "rmse.mean", line("base", 1, List.of(1L, 2L), many), line("better", 0.2, List.of(1L, 2L), many))
                .get(2);
        assertThat(two.verdict()).isEqualTo(Comparison.Verdict.BETTER);
    }

    @Test
    void pairsSeedsAndClipsThatBothHave() {
        LineScores base = line("base", 1, 1L, 2L, 3L);
        LineScores other = line("other", 1, List.of(2L, 3L, 4L), Map.of("", List.of("b", "c", "d", "e")));
        MetricComparer comparer = comparer("rmse.mean", CompareConfig.Correction.HOLM, base, other);
        assertThat(comparer.comparisons().get(2))
                .extracting(Comparison::seeds, Comparison::clips)
                .containsExactly(2, 3);
        // A line by itself has all of its own.
        assertThat(comparer.intervals().get(5))
                .extracting(LineInterval::seeds, LineInterval::clips)
                .containsExactly(3, 4);
    }

    @Test
    void aSeedThatLacksAFoldIsLeftOut() {
        Map<String, List<String>> folds = new LinkedHashMap<>();
        folds.put("1", List.of("a", "b"));
        folds.put("2", List.of("c", "d"));
        LineScores base = line("base", 1, List.of(1L, 2L), folds);
        LineScores whole = line("other", 1, List.of(1L, 2L), folds);
        Map<LineScores.Key, LineScores.Trial> trials = new LinkedHashMap<>();
        whole.keys().stream()
                .filter(key -> !key.equals(new LineScores.Key(2, Map.of("fold", "2"))))
                .forEach(key -> trials.put(key, whole.trial(key)));
        LineScores broken = new LineScores(whole.line(), METRIC, trials);
        assertThat(compare("rmse.mean", base, whole).get(2))
                .extracting(Comparison::seeds, Comparison::clips)
                .containsExactly(2, 4);
        assertThat(compare("rmse.mean", base, broken).get(2))
                .extracting(Comparison::seeds, Comparison::clips)
                .containsExactly(1, 4);
    }

    @Test
    void foldsOfOneClipAreNotCompared() {
        Map<String, List<String>> folds = new LinkedHashMap<>();
        folds.put("1", List.of("a"));
        folds.put("2", List.of("b"));
        assertThat(compare("rmse.mean", line("base", 1, List.of(1L), folds), line("other", 1, List.of(1L), folds)))
                .isEmpty();
        assertThat(remarks)
                .containsExactly(
                        "other - base is left out: on test, fold=1 has 1 clip with labels of valence and fold=2 has 1 clip with"
                                + " labels of valence, wanted 2.");
    }

    @Test
    void saysWhatIsLeftOut() {
        LineScores base = line("base", 1, 1L, 2L);
        Map<LineScores.Key, LineScores.Trial> same = new LinkedHashMap<>();
        base.keys().forEach(key -> same.put(key, base.trial(key)));
        Map<LineScores.Key, LineScores.Trial> relabelled = new LinkedHashMap<>();
        base.keys().forEach(key -> {
            Map<String, ClipScores.Clip> clips = new LinkedHashMap<>();
            base.trial(key)
                    .scores()
                    .clips()
                    .forEach((name, clip) -> clips.put(name, new ClipScores.Clip(clip.group(), clip.states(), 1)));
            relabelled.put(key, new LineScores.Trial("x", new ClipScores(SimulatedStudy.made(METRIC), TARGETS, clips)));
        });
        assertThat(compare(
                        "rmse.mean",
                        base,
                        line("seeds", 1, 3L),
                        new LineScores(SimulatedStudy.line("same"), METRIC, same),
                        new LineScores(SimulatedStudy.line("labels"), METRIC, relabelled),
                        line("clip", 1, List.of(1L), Map.of("", List.of("a", "z")))))
                .isEmpty();
        assertThat(remarks)
                .containsExactly(
                        "seeds - base is left out: no seed was finished by both.",
                        "same - base is left out: they are the same training.",
                        "labels - base is left out: on test, clips of one name have different labels.",
                        "clip - base is left out: on test, fewer than two clips are shared.");
    }

    @Test
    void partsOfMetricsAreNotCompared() {
        assertThat(compare("rmse.within.mean", line("base", 1, 1L), line("other", 1, 1L)))
                .extracting(Comparison::primary)
                .containsOnly(false);
        assertThat(remarks).singleElement().asString().startsWith("Nothing is compared by rmse.within.mean: ");
    }

    @Test
    void linesOfOneTrainingAreOneClaim() {
        LineScores base = line("base", 1, 1L, 2L, 3L);
        LineScores other = line("other", 0.9, 1L, 2L, 3L);
        LineScores third = line("third", 0.2, 1L, 2L, 3L);
        Map<LineScores.Key, LineScores.Trial> again = new LinkedHashMap<>();
        other.keys().forEach(key -> again.put(key, other.trial(key)));
        LineScores twin = new LineScores(SimulatedStudy.line("twin"), METRIC, again);
        List<Comparison> found = compare("rmse.mean", base, other, twin, third).stream()
                .filter(Comparison::primary)
                .toList();
        assertThat(found).extracting(Comparison::family).containsOnly(2);
        assertThat(found.get(0).significance()).isEqualTo(found.get(1).significance());
        assertThat(found.get(2).significance().adjusted().orElseThrow())
                .isEqualTo(2 * found.get(2).significance().p());
        List<Comparison> uncorrected = comparer("rmse.mean", CompareConfig.Correction.NONE, base, third)
                .comparisons();
        assertThat(uncorrected.get(2).significance().adjusted().orElseThrow())
                .isEqualTo(uncorrected.get(2).significance().p());
    }
}
