package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares lines across the folders of studies. */
final class CompareCommandTest {
    private static final String STUDY = """
            name: one
            base:
              data: {type: synthetic, modalities: [visual, audio], train: 4, validation: 3, test: 3, frames: [30, 40],
                     dims: {visual: 8, audio: 6}, window: {length: 20, stride: 15}}
              temporal: none
              fusion: concat
              training: {epochs: 2, batch: 4, threads: 1}
            seeds: [1, 2]
            variants: {concat: {}, sum: {fusion: sum}}
            compare: {primary: ccc.mean, baseline: concat, resamples: 200}
            """;

    @TempDir
    private Path folder;

    private Path study(String name, String yaml) throws IOException {
        Path study = folder.resolve(name);
        Cli run = Cli.run("study", Files.writeString(folder.resolve(name + ".yaml"), yaml), "--out", study);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return study;
    }

    @Test
    void linesOfSeveralStudiesAreComparedAsThoseOfOne() throws IOException {
        Path first = study("first", STUDY);
        Path second = study(
                "second", STUDY.replace("{concat: {}, sum: {fusion: sum}}", "{concat: {}, mean: {fusion: constant}}"));
        Cli run = Cli.run("compare", first, second, "--baseline", "sum", "--out", folder.resolve("out"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("concat (" + first + ") - sum = ", "concat (" + second + ") - sum = ", "mean - sum = ")
                .contains(
                        "(ccc.mean, validation)",
                        "Validation also chose the epoch",
                        "What is compared here was chosen after these studies had run: ccc.mean against sum is not what each of"
                                + " them declared, and everything is exploratory.")
                .contains("attune unlock-test " + first, "attune unlock-test " + second)
                .doesNotContain("test)");
        // The same training in two folders is one claim and one number.
        List<String> lines = Files.readAllLines(folder.resolve("out/comparison.csv"));
        assertThat(lines.subList(1, lines.size())).isNotEmpty().allMatch(CompareCommandTest::isExploratory);
        assertThat(numbers(lines, "concat (" + first + ")")).isEqualTo(numbers(lines, "concat (" + second + ")"));
        // What two lines of one study say of each other is what that study says.
        String within = numbers(Files.readAllLines(first.resolve("comparison.csv")), "sum");
        assertThat(numbers(Files.readAllLines(compared(first, "concat")), "sum"))
                .isEqualTo(within);

        Cli.run("unlock-test", first, "--reason", "done");
        assertThat(Cli.run("compare", first, "--baseline", "concat").out()).contains("(ccc.mean, test)");
        // One open seal does not open the other.
        assertThat(Cli.run("compare", first, second, "--baseline", "mean").out())
                .doesNotContain("test)");
        Cli rmse = Cli.run(
                "compare", first, "--baseline", "concat", "--metric", "rmse.valence", "--out", folder.resolve("rmse"));
        assertThat(rmse.out())
                .contains("(rmse.valence, test)", ": exploratory, with 2 seeds and 3 clips.", "the study declared")
                .doesNotContain(": better", ": worse", "distinguishable");
        List<String> ofRmse = Files.readAllLines(folder.resolve("rmse/comparison.csv"));
        assertThat(ofRmse.subList(1, ofRmse.size())).isNotEmpty().allMatch(CompareCommandTest::isExploratory);

        Cli unknown = Cli.run("compare", first, "--baseline", "summ");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("--baseline: found summ, wanted a line of these studies: concat, sum.");
        Cli figure = Cli.run("compare", first, "--baseline", "sum", "--metric", "ccc");
        assertThat(figure.exitCode()).isEqualTo(2);
        assertThat(figure.err())
                .contains("--metric: found ccc, wanted a metric and a target or mean, such as ccc.mean.");
        Cli none = Cli.run("compare", folder, "--baseline", "sum");
        assertThat(none.exitCode()).isEqualTo(3);
    }

    private static boolean isExploratory(String line) {
        return line.contains(",false,") && line.contains(",exploratory,");
    }

    private Path compared(Path study, String baseline) {
        Path out = folder.resolve("alone");
        Cli.run("compare", study, "--baseline", baseline, "--out", out);
        return out.resolve("comparison.csv");
    }

    /** Returns the comparison of a line by the mean CCC, after its names. */
    private static String numbers(List<String> lines, String variant) {
        return lines.stream()
                .filter(line -> line.startsWith(variant + ",") && line.contains(",mean,ccc,"))
                .map(line -> line.substring(line.indexOf(",mean,ccc,")))
                .findFirst()
                .orElseThrow();
    }
}
