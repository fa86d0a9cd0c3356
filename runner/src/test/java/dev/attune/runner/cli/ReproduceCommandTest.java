package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs trials again, as somebody does who does not believe the first result. */
final class ReproduceCommandTest {
    private static final String EXPERIMENT = """
            name: once
            data: {type: synthetic, modalities: [visual, audio], train: 3, validation: 2, test: 2, frames: [30, 40],
                   dims: {visual: 8, audio: 6}, window: {length: 20, stride: 15}}
            temporal: none
            fusion: {type: rjcma, depth: 1}
            training: {epochs: 2, batch: 4}
            """;

    @TempDir
    private Path folder;

    @Test
    void theSameComesOutAndWhatDoesNotIsExplained() throws IOException {
        Path yaml = Files.writeString(folder.resolve("once.yaml"), EXPERIMENT);
        Path run = folder.resolve("runs");
        assertThat(Cli.run("train", yaml, "--out", run, "--executor", "in-process")
                        .exitCode())
                .isZero();
        Cli same = Cli.run("reproduce", run);
        assertThat(same.exitCode()).as(same.err()).isZero();
        assertThat(same.out())
                .contains("result  validation ccc.mean", "best parameters", "machine: 4 of 4 the same")
                .contains("Reproduced: the results agree bit by bit.")
                .doesNotContain("test ccc");

        Path trial = trial(run);
        change(trial.resolve("environment.json"), "\"cpu\" : \"[^\"]*\"", "\"cpu\" : \"Z80\"");
        change(trial.resolve("environment.json"), "\"data-sha256\" : \"[^\"]*\"", "\"data-sha256\" : \"0\"");
        change(trial.resolve("result.json"), "\"best-epoch\" : \\d", "\"best-epoch\" : 7");
        Cli other = Cli.run("reproduce", trial, "--out", folder.resolve("second"));
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.out())
                .containsPattern("machine +cpu +Z80 +\\S")
                .containsPattern("data +data-sha256 +0 ")
                .containsPattern("result +best epoch +7 +\\d +-\\d")
                .contains("Not reproduced: the results differ. What may explain it: data, machine.");
        assertThat(folder.resolve("second/result.json")).exists();

        Cli again = Cli.run("reproduce", trial, "--out", folder.resolve("second"));
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.err()).contains("second is not empty; --out wants a new folder.");
        Files.delete(trial.resolve("result.json"));
        assertThat(Cli.run("reproduce", trial).err())
                .contains(trial + " is not a finished run: it has no result.json.");
        assertThat(Cli.run("reproduce", folder).err()).contains("is neither a trial nor a study");
    }

    @Test
    void whatIsFittedAtOnceIsReproducedAndScoredOnTest() throws IOException {
        Path yaml = Files.writeString(
                folder.resolve("linear.yaml"), EXPERIMENT.replace("{type: rjcma, depth: 1}", "linear"));
        Path run = folder.resolve("linear");
        Cli train = Cli.run("train", yaml, "--out", run, "--executor", "in-process");
        assertThat(train.exitCode()).as(train.err()).isZero();
        Cli same = Cli.run("reproduce", run);
        assertThat(same.out()).contains("best parameters", "Reproduced: the results agree bit by bit.");
        Cli unlocked = Cli.run("unlock-test", run, "--reason", "to see");
        assertThat(unlocked.exitCode()).as(unlocked.err()).isZero();
        assertThat(unlocked.out()).contains("test ccc.mean");
        assertThat(Cli.run("reproduce", run).out())
                .contains("result  test ccc.mean", "Reproduced: the results agree bit by bit.");
    }

    private static Path trial(Path run) throws IOException {
        try (Stream<Path> trials = Files.list(run.resolve("trials"))) {
            return trials.findFirst().orElseThrow();
        }
    }

    private static void change(Path file, String pattern, String text) throws IOException {
        String before = Files.readString(file);
        assertThat(before).containsPattern(pattern);
        Files.writeString(file, before.replaceFirst(pattern, text));
    }
}
