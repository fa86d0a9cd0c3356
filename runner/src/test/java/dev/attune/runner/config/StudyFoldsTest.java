package dev.attune.runner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.ConfigException;
import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folds of a corpus as an axis of a study, and figures of others that name theirs. */
final class StudyFoldsTest {
    private static final String BASE = """
            data: {type: features, root: /corpus, modalities: [visual, audio]}
            fusion: {type: rjcma, depth: 3}
            targets: [valence, arousal]
            """;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void writeBase() throws IOException {
        Files.writeString(folder.resolve("base.yaml"), BASE);
    }

    private StudyPlan load(String study, String... overrides) throws IOException {
        Path file = Files.writeString(folder.resolve("study.yaml"), study);
        return TestComponents.loader().loadStudy(file, List.of(overrides));
    }

    private void refuses(String study, String... messages) {
        assertThatThrownBy(() -> load(study))
                .isInstanceOf(ConfigException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(messages));
    }

    @Test
    void allFoldsAreThoseOfTheCorpus() throws IOException {
        StudyPlan all =
                load("base: base.yaml\nfolds: all\nseeds: [1, 2]\nvariants: {three: {}, two: {fusion: {depth: 2}}}\n");
        StudyPlan crossed = load(
                "base: base.yaml\ncross: {data.fold: [0, 1, 2]}\nseeds: [1, 2]\nvariants: {three: {}, two: {fusion: {depth: 2}}}\n");

        assertThat(all.trials()).hasSize(3 * 2 * 2).isEqualTo(crossed.trials());
        assertThat(all.folds()).containsExactly("0", "1", "2").isEqualTo(crossed.folds());
        assertThat(all.trials())
                .allSatisfy(trial -> assertThat(EffectiveConfig.fold(trial.config()))
                        .contains(trial.rows().get(0).repetition().get("data.fold")));
    }

    @Test
    void someFoldsMultiplyCross() throws IOException {
        StudyPlan plan = load("base: base.yaml\nfolds: [0, 2]\ncross: {training.batch: [3, 4]}\nseeds: [1]\n");

        assertThat(plan.trials())
                .extracting(trial -> trial.rows().get(0).repetition())
                .containsExactly(
                        Map.of("data.fold", "0", "training.batch", "3"),
                        Map.of("data.fold", "0", "training.batch", "4"),
                        Map.of("data.fold", "2", "training.batch", "3"),
                        Map.of("data.fold", "2", "training.batch", "4"));
        assertThat(load("base: base.yaml\nfolds: all\n", "folds=[1]").folds()).containsExactly("1");
    }

    @Test
    void withoutFoldsNothingIsRepeated() throws IOException {
        StudyPlan plan = load("base: base.yaml\ncross: {training.batch: [3, 4]}\nseeds: [1]\n");

        assertThat(plan.folds()).isEmpty();
        assertThat(EffectiveConfig.fold(plan.trials().get(0).config())).isEmpty();
    }

    @Test
    void foldsAreKnownWhicheverKeyOfCrossSetsThem() throws IOException {
        StudyPlan plan =
                load("base: base.yaml\ncross: {data: [{fold: 1, root: /a}, {fold: 2, root: /b}]}\nseeds: [1]\n");

        assertThat(plan.folds()).containsExactly("1", "2");
        assertThat(plan.trials()).extracting(StudyPlan::fold).containsExactly(Optional.of("1"), Optional.of("2"));
    }

    @Test
    void saysWhatIsWrongWithFolds() throws IOException {
        refuses(
                "base: base.yaml\nfolds: some\n",
                "study.yaml:2:8: folds: found some, wanted all, or a list of folds such as [0, 2]");
        refuses(
                "base: base.yaml\nfolds: [0, 0, 7, one]\n",
                "folds[1]: found 0 a second time, wanted each fold once",
                "folds[2]: found 7, wanted one of the folds 0 to 2",
                "folds[3]: found one, wanted the number of a fold");
        refuses(
                "base: base.yaml\nfolds: all\ncross: {data.fold: [1]}\n",
                "folds: found all, but cross.data.fold lists them as well; leave one of the two out");
        refuses(
                "base: base.yaml\nfolds: all\nvariants: {second: {data: {fold: 1}}}\n",
                "folds: sets data.fold, and so does second; leave one of the two out");
        refuses(
                "base: {data: {type: packed, train: a.npz, validation: b.npz}}\nfolds: all\n",
                "folds: found all, but the data of the base, packed, have no folds; datasets that may have some are features");
        refuses("base: {data: {type: features}}\nfolds: all\n", "data.root: missing");
    }

    @Test
    void figuresOfOthersAreReadAndChecked() throws IOException {
        StudyPlan plan = load("""
                base: base.yaml
                published:
                  - {line: RJCMA, split: validation, fold: 1, values: {ccc.valence: 0.585, ccc.arousal: .674}, source: "v4"}
                  - {line: RJCMA, split: test, values: {ccc.mean: 0.58}, source: v4, note: Other clips.}
                """);

        assertThat(plan.published())
                .containsExactly(
                        new Published(
                                "RJCMA",
                                Split.VALIDATION,
                                Optional.of(1),
                                Map.of("ccc.valence", 0.585, "ccc.arousal", 0.674),
                                "v4",
                                Optional.empty()),
                        new Published(
                                "RJCMA",
                                Split.TEST,
                                Optional.empty(),
                                Map.of("ccc.mean", 0.58),
                                "v4",
                                Optional.of("Other clips.")));
        assertThat(plan.published().get(0).where()).isEqualTo("validation, fold 1");
        refuses(
                """
                base: base.yaml
                published:
                  - {line: a, split: train, values: {ccc.mean: 1}, source: s}
                  - {line: a, split: test, values: {}, source: s}
                  - {line: a, split: test, values: {ccc.mean: 1.0}}
                """,
                "published[0]: split must be validation or test, found train",
                "published[1]: values must have at least one figure, found none",
                "published[2].source: missing");
        refuses(
                """
                base: base.yaml
                published: [{line: a, split: test, values: {cc.mean: 1.0, ccc: 1.0}, source: s}]
                """,
                "found the figure cc.mean, but the study does not report that metric; did you mean ccc?",
                "found the figure ccc, wanted a metric and a target, or mean, as in ccc.mean");
    }

    @Test
    void noStatisticsSeeFiguresOfOthers() throws IOException {
        StudyPlan with = load("""
                base: base.yaml
                published: [{line: RJCMA, split: test, values: {ccc.mean: 0.58}, source: v4}]
                """);
        StudyPlan without = load("base: base.yaml\n");

        assertThat(with.withPublished(List.of())).isEqualTo(without);
        assertThat(with.trials())
                .extracting(Trial::id)
                .isEqualTo(without.trials().stream().map(Trial::id).toList());
    }
}
