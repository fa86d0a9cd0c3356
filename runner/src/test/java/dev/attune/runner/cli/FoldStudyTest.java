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

/** Cross-validation as one study: every fold has its column, figures of others stand beside those of the same fold alone. */
final class FoldStudyTest {
    private static final String STUDY = """
            name: folded
            base:
              data: {type: features, root: store, validation: {from: train, folds: 2}, window: {length: 20, stride: 15}}
              temporal: none
              fusion: concat
              training: {epochs: 2, batch: 4, threads: 1}
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
