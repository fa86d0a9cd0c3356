package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.runner.predict.SampleStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cross-validation as one study: every fold has its column, figures of others stand beside those of the same fold alone. */
final class FoldStudyTest {
    private static final String STUDY = """
            name: folded
            base:
              data: {type: features, root: store, validation: {from: train, folds: 2}, window: {length: 20, stride: 15}}
              temporal: none
              fusion: concat
              training: {epochs: 1, batch: 4, threads: 1}
            seeds: [1, 2]
            folds: all
            variants: {concat: {}, mean: {fusion: constant}}
            compare: {primary: ccc.valence, baseline: mean, resamples: 200}
            published:
              - {line: concat, split: validation, fold: 1, values: {ccc.valence: 0.585, ccc.arousal: 0.674}, source: "A & B, table 1"}
              - {line: concat, split: validation, fold: 5, values: {ccc.valence: 0.455}, source: another site}
              - {line: concat, split: test, values: {ccc.valence: 0.542}, source: "A & B, table 1"}
              - {line: somebody else, split: validation, fold: 0, values: {ccc.valence: 0.24}, source: the challenge}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeStore() throws IOException {
        SampleStore store = new SampleStore(folder.resolve("store"), Map.of("visual", 4));
        for (int i = 0; i < 5; i++) {
            store.clip("train", "clip-" + i, 30 + 5 * i, i);
        }
        store.clip("test", "unseen", 33, 20).finish();
    }

    @Test
    void eachFoldHasItsColumnAndItsFigures() throws IOException {
        Path yaml = Files.writeString(folder.resolve("folded.yaml"), STUDY);
        Path runs = folder.resolve("runs");
        Cli run = Cli.run("study", yaml, "--out", runs, "--executor", "in-process");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "folds share training data, so their spread is no standard error",
                        "the mean over all repetitions of cross and folds",
                        "published figures take no part in any statistic",
                        "The published figures of concat (another site) are of validation, fold 5, but this study measures"
                                + " folds 0, 1: they are figures of other clips.")
                .doesNotContain("A & B, table 1) are of", "The published figures of somebody else");
        List<String> measured = foldMeans(run.out(), "concat");
        assertThat(measured).hasSize(3);
        // What stands beside a published figure is the fold that it is of; nothing stands beside another fold, nor
        // beside sealed scores.
        assertThat(row(run.out(), "concat .*validation, fold 1 .*0\\.585")).endsWith(" 0.585  " + measured.get(1));
        assertThat(row(run.out(), "concat .*validation, fold 5")).containsPattern(" 0\\.455 +-$");
        assertThat(row(run.out(), "concat .*test ")).containsPattern(" 0\\.542 +-$");
        assertThat(row(run.out(), "somebody else .*fold 0")).containsPattern(" 0\\.240 +-$");
        double mean = measured.stream()
                .limit(2)
                .mapToDouble(FoldStudyTest::number)
                .average()
                .orElseThrow();
        assertThat(number(measured.get(2))).isCloseTo(mean, within(.0011));
        assertThat(run.out()).contains("concat - mean = ");
        assertThat(runs.resolve("comparison.csv")).content().doesNotContain("0.585", "0.455");

        Cli report = Cli.run("report", runs, "--latex", "--markdown");
        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(runs.resolve("report.html"))
                .content()
                .contains(
                        "By fold",
                        "Published figures",
                        "A &amp; B, table 1",
                        "Folds share training data",
                        "fold 5, but this");
        assertThat(runs.resolve("tables.md"))
                .content()
                .contains("| Line | Fold 0 | Fold 1 | Mean of folds |", "| Measured on | Published | Measured here |")
                .contains("| concat | CCC of valence | validation, fold 1 | 0.585 | "
                        + measured.get(1).replace("-", "\u2212") + " |");
        assertThat(runs.resolve("tables.tex"))
                .content()
                .contains("tab:folds-validation-ccc.valence", "A \\& B, table 1 \\\\");

        Cli unlocked = Cli.run("unlock-test", runs, "--reason", "the paper is due");
        assertThat(unlocked.exitCode()).as(unlocked.err()).isZero();
        assertThat(row(unlocked.out(), "concat .*test ")).doesNotEndWith("-").contains("0.542");
        assertThat(unlocked.out())
                .contains(
                        "of a line, test has the mean over 2 models of a seed, one a fold, tested on the same clips",
                        "On test, this study measures concat by 2 models of a seed, one a fold, on the same clips; their mean"
                                + " stands beside what was published.");
    }

    @Test
    void whereFoldsTestOtherClipsAFigureWithoutAFoldStandsBesideNothing() throws IOException {
        writeIemocap();
        Path yaml = Files.writeString(folder.resolve("sessions.yaml"), """
                name: sessions
                base:
                  data: {type: iemocap, root: ., store: turns, window: {length: 20, stride: 20}}
                  targets: [valence, arousal]
                  temporal: none
                  fusion: concat
                  training: {epochs: 1, batch: 4, threads: 1}
                seeds: [1, 2]
                folds: [2, 5]
                variants: {concat: {}}
                compare: {primary: ccc.valence, resamples: 100}
                published:
                  - {line: concat, split: test, values: {ccc.valence: 0.71}, source: A}
                  - {line: concat, split: test, fold: 5, values: {ccc.valence: 0.72}, source: A, note: "A, B and C say so."}
                  - {line: concat, split: test, fold: 3, values: {ccc.valence: 0.73}, source: A}
                """);
        Path runs = folder.resolve("sessions");
        Cli run = Cli.run("study", yaml, "--out", runs, "--executor", "in-process");
        assertThat(run.exitCode()).as(run.err()).isZero();
        Cli unlocked = Cli.run("unlock-test", runs, "--reason", "the paper is due");

        assertThat(unlocked.exitCode()).as(unlocked.err()).isZero();
        assertThat(unlocked.out())
                .contains(
                        "of a line, test has the mean over 2 folds, each tested on other clips\n",
                        "\nA, B and C say so.\n",
                        "The published figures of concat (A) do not say of which fold they are; this study measures folds 2, 5,"
                                + " each tested on other clips.",
                        "The published figures of concat (A) are of test, fold 3, but this study measures folds 2, 5: they are"
                                + " figures of other clips.")
                .doesNotContain("on the same clips");
        assertThat(row(unlocked.out(), "concat .*0\\.710")).endsWith("-");
        assertThat(row(unlocked.out(), "concat .*0\\.720")).containsPattern("0\\.720 +-?0\\.\\d+ ± ");
        assertThat(row(unlocked.out(), "concat .*0\\.730")).endsWith("-");
        assertThat(runs.resolve("report.html"))
                .content()
                .contains(
                        "The last column is the mean over 2 folds, each tested on other clips.", "A, B and C say so.");
    }

    /** One session is not the corpus, whether a study names it among folds or its data are of no other. */
    @ParameterizedTest
    @ValueSource(strings = {"folds: [5]", "# data.fold is 5"})
    void whereFoldsTestOtherClipsOneOfThemIsNoFigureWithoutAFold(String folds) throws IOException {
        writeIemocap();
        Path yaml = Files.writeString(folder.resolve("session.yaml"), """
                name: session
                base:
                  data: {type: iemocap, root: ., store: turns, fold: 5, window: {length: 20, stride: 20}}
                  targets: [valence, arousal]
                  temporal: none
                  fusion: concat
                  training: {epochs: 1, batch: 4, threads: 1}
                seeds: [1, 2]
                %s
                variants: {concat: {}}
                compare: {primary: ccc.valence, resamples: 100}
                published:
                  - {line: concat, split: test, values: {ccc.valence: 0.71}, source: A}
                  - {line: concat, split: test, fold: 5, values: {ccc.valence: 0.72}, source: A}
                """.formatted(folds));
        Path runs = folder.resolve("session");
        Cli run = Cli.run("study", yaml, "--out", runs, "--executor", "in-process");
        assertThat(run.exitCode()).as(run.err()).isZero();
        Cli unlocked = Cli.run("unlock-test", runs, "--reason", "the paper is due");

        assertThat(unlocked.exitCode()).as(unlocked.err()).isZero();
        assertThat(row(unlocked.out(), "concat .*0\\.710")).endsWith("-");
        assertThat(row(unlocked.out(), "concat .*0\\.720")).containsPattern("0\\.720 +-?0\\.\\d+ ± ");
        assertThat(unlocked.out())
                .contains(
                        "The published figures of concat (A) do not say of which fold they are; this study measures fold 5.")
                .doesNotContain("on the same clips", "figures of other clips");
    }

    private void writeIemocap() throws IOException {
        SampleStore store = new SampleStore(folder.resolve("turns"), Map.of("audio", 3));
        for (int session = 1; session <= 5; session++) {
            String dialog = "Ses0" + session + "F_impro01";
            Path place = Files.createDirectories(folder.resolve("Session" + session + "/dialog/EmoEvaluation"));
            StringBuilder turns = new StringBuilder("% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]\n");
            for (int turn = 0; turn < 4; turn++) {
                String id = dialog + "_F00" + turn;
                store.clip("train", id, 20, 10 * session + turn);
                turns.append(
                        "[6.29 - 8.23]\t" + id + "\tneu\t[" + (1.5 + turn) + ", " + (4.5 - turn / 2.0) + ", 3.5]\n");
            }
            Files.writeString(place.resolve(dialog + ".txt"), turns);
        }
        store.finish();
    }

    @Test
    void compareShowsEachPublishedFigureBesideEveryStudyThatMeasuresIt() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Path both = Files.writeString(folder.resolve("folded.yaml"), STUDY);
        Path one = Files.writeString(
                folder.resolve("one.yaml"),
                STUDY.replace("folds: all", "folds: [1]")
                        .replace("mean: {fusion: constant}", "sum: {fusion: sum}")
                        .replace("baseline: mean", "baseline: sum")
                        .replace("line: somebody else", "line: sum")
                        // The same figure with more to say, and one of another table.
                        .replace("source: another site", "source: another site, note: It was read from a plot.")
                        .replace("0.542}, source: \"A & B, table 1\"", "0.542}, source: \"A & B, table 2\""));
        assertThat(Cli.run("study", both, "--out", first, "--executor", "in-process")
                        .exitCode())
                .isZero();
        assertThat(Cli.run("study", one, "--out", second, "--executor", "in-process")
                        .exitCode())
                .isZero();

        Cli compare = Cli.run("compare", first, second, "--baseline", "mean", "--out", folder.resolve("out"));
        assertThat(compare.exitCode()).as(compare.err()).isZero();
        // Both studies measure concat on fold 1, and neither on fold 5; sum is measured on fold 1 only.
        assertThat(row(compare.out(), Pattern.quote("concat (" + first + ")") + ".*ccc.valence .*fold 1"))
                .containsPattern(" 0\\.585 +-?0\\.\\d+ ± ");
        assertThat(row(compare.out(), Pattern.quote("concat (" + second + ")") + ".*ccc.valence .*fold 1"))
                .containsPattern(" 0\\.585 +-?0\\.\\d+ ± ");
        assertThat(compare.out().lines().filter(line -> line.contains("another site ") && line.contains("0.455")))
                .singleElement()
                .asString()
                .startsWith("concat  ")
                .endsWith("-");
        assertThat(row(compare.out(), "sum .*fold 0.* 0\\.240")).endsWith("-");
        assertThat(row(compare.out(), "somebody else .*fold 0.* 0\\.240")).endsWith("-");
        assertThat(compare.out()).containsOnlyOnce("\nIt was read from a plot.\n");
        assertThat(compare.out().lines().filter(line -> line.contains(" 0.542 ")))
                .satisfiesExactly(
                        line -> assertThat(line).contains("A & B, table 1"),
                        line -> assertThat(line).contains("A & B, table 2"));
        assertThat(compare.out())
                .contains("The published figures of sum (the challenge) are of validation, fold 0, but the study "
                        + second + " measures fold 1: they are figures of other clips.")
                .doesNotContain("concat (A & B, table 1) are of");
        assertThat(Files.readAllLines(folder.resolve("out/published.csv")))
                .hasSize(10)
                .startsWith("variant,figure,on,published,mean,sd,seeds,source")
                .contains("concat,ccc.valence,\"validation, fold 5\",0.455,,,0,another site")
                .anyMatch(line -> line.startsWith("concat (" + second + "),ccc.arousal,\"validation, fold 1\",0.674,")
                        && line.endsWith(",2,\"A & B, table 1\""));
    }

    @Test
    void aFoldWithTooFewClipsIsNamedWhereItKeepsLinesFromBeingCompared() throws IOException {
        Path yaml = Files.writeString(
                folder.resolve("folded.yaml"),
                STUDY.replace("folds: 2", "folds: 4")
                        .replace("folds: all", "folds: [0, 1, 3]")
                        .replace("seeds: [1, 2]", "seeds: [1]"));
        Cli run = Cli.run("study", yaml, "--out", folder.resolve("few"), "--executor", "in-process");

        assertThat(run.exitCode()).as(run.err()).isZero();
        // 5 clips make folds of 2, 1, 1 and 1.
        assertThat(run.out())
                .contains(
                        "\nconcat - mean is left out: on validation, fold 1 has 1 clip with labels of valence and fold 3 has 1"
                                + " clip with labels of valence, wanted 2.\n")
                .doesNotContain("concat - mean = ");
    }

    private static List<String> foldMeans(String out, String line) {
        String table = out.substring(out.indexOf("validation ccc.valence  "));
        table = table.substring(table.indexOf("mean of folds"));
        Matcher matcher = Pattern.compile("-?[0-9.]+ ± [0-9.]+").matcher(row(table, line + " "));
        return matcher.results().map(found -> found.group()).toList();
    }

    private static double number(String text) {
        return Double.parseDouble(text.substring(0, text.indexOf(' ')));
    }

    private static String row(String text, String pattern) {
        return text.lines()
                .filter(line -> Pattern.compile("^" + pattern).matcher(line).find())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line " + pattern + " in\n" + text));
    }
}
