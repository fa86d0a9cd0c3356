package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the files of a study happens to users: each case has one clear sentence, and nothing finished is lost. */
final class BrokenStudyFolderTest {
    private static final String STUDY = """
            name: fragile
            base:
              data: {type: synthetic, modalities: [visual, audio], train: 3, validation: 2, test: 2, frames: [30, 40],
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

    private Path yaml = Path.of("");
    private Path study = Path.of("");

    @BeforeEach
    void runOnce() throws IOException {
        yaml = Files.writeString(folder.resolve("fragile.yaml"), STUDY);
        study = folder.resolve("runs");
        assertThat(again().exitCode()).isZero();
    }

    private Cli again() {
        return Cli.run("study", yaml, "--out", study, "--executor", "in-process");
    }

    private Path trial() throws IOException {
        try (Stream<Path> trials = Files.list(study.resolve("trials"))) {
            return trials.sorted().findFirst().orElseThrow();
        }
    }

    private static long kept(Cli run) {
        Matcher matcher =
                Pattern.compile("(\\d+) of 4 trials were finished before").matcher(run.err());
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    @Test
    void aDeletedTrialIsRunAgainAndNoOther() throws IOException {
        String results = Files.readString(study.resolve("results.csv"));
        delete(trial());
        Cli unlock = Cli.run("unlock-test", study, "--reason", "x");
        assertThat(unlock.exitCode()).isEqualTo(3);
        assertThat(unlock.err())
                .contains("config.yaml is missing; start the study again from its YAML file")
                .doesNotContain("\tat ");
        assertThat(study.resolve("unlocked.json")).doesNotExist();
        Cli run = again();
        assertThat(run.exitCode()).isZero();
        assertThat(kept(run)).isEqualTo(3);
        assertThat(study.resolve("results.csv")).hasContent(results);
    }

    @Test
    void aHalfWrittenResultIsNoResult() throws IOException {
        String results = Files.readString(study.resolve("results.csv"));
        for (String damaged : List.of("", "{\"format\" : 2, \"id\"", "[]", "{\"format\" : 2}")) {
            Files.writeString(trial().resolve("result.json"), damaged);
            Cli run = again();
            assertThat(run.exitCode()).as(damaged).isZero();
            assertThat(kept(run)).as(damaged).isEqualTo(3);
            assertThat(study.resolve("results.csv")).hasContent(results);
        }
    }

    @Test
    void aHalfWrittenPlanIsWrittenAnewAndAHalfWrittenSealIsNot() throws IOException {
        Files.writeString(study.resolve("study.json"), "{\"format\"");
        Cli unlock = Cli.run("unlock-test", study, "--reason", "x");
        assertThat(unlock.exitCode()).isEqualTo(3);
        assertThat(unlock.err()).startsWith(study.resolve("study.json") + " is damaged: it is no JSON.");
        assertThat(again().exitCode()).isZero();
        assertThat(Cli.run("unlock-test", study, "--reason", "x").exitCode()).isZero();

        Files.writeString(study.resolve("unlocked.json"), "{\"format\" : 1, \"time\" : \"yester");
        Cli run = again();
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains(study.resolve("unlocked.json") + " is damaged: it is no JSON.");
        assertThat(study.resolve("unlocked.json")).content().contains("yester");
    }

    @Test
    void whatANewerVersionWroteIsLeftAlone() throws IOException {
        for (Path file : List.of(trial().resolve("result.json"), study.resolve("study.json"))) {
            String original = Files.readString(file);
            String newer = original.replaceFirst("\"format\" : \\d+", "\"format\" : 99");
            Files.writeString(file, newer);
            Cli run = again();
            assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
            assertThat(run.err())
                    .contains(
                            file
                                    + " was written by a newer version of Attune: it has format 99, this version reads format 2.")
                    .doesNotContain("\tat ");
            assertThat(file).hasContent(newer);
            Files.writeString(file, original);
        }
        assertThat(kept(again())).isEqualTo(4);
    }

    @Test
    void whatAnOlderVersionWroteIsNotRunOver() throws IOException {
        Path file = trial().resolve("result.json");
        String older = Files.readString(file).replaceFirst("\"format\" : \\d+", "\"format\" : 1");
        Files.writeString(file, older);
        String id = trial().getFileName().toString();
        for (Cli run : List.of(again(), Cli.run("trial", study, id))) {
            assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
            assertThat(run.err())
                    .contains(file
                            + " has format 1, this version of Attune reads format 2; use the version that wrote it");
            assertThat(file).hasContent(older);
        }
    }

    @Test
    void aFailureIsRememberedUntilTheTrialIsRunAgain() throws IOException {
        delete(trial().resolve("result.json"));
        Files.writeString(trial().resolve("failure.json"), "{\"reason\" : \"The loss became NaN.\"}");
        Cli unlocked = Cli.run("unlock-test", study, "--reason", "x", "--executor", "in-process");
        assertThat(unlocked.exitCode()).isEqualTo(1);
        assertThat(unlocked.out()).contains("1 (1 FAILED)", "The loss became NaN.");
        assertThat(Files.readString(study.resolve("failures.csv"))).contains("The loss became NaN.");
        Cli run = again();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).doesNotContain("FAILED").contains("1 of 4 trials were trained after that");
        assertThat(trial().resolve("failure.json")).doesNotExist();
    }

    @Test
    void aTrialThatSomebodyElseRunsDoesNotFail() throws IOException {
        delete(trial().resolve("result.json"));
        Cli run = dev.attune.runner.trial.FolderLock.holding(
                trial(), "a cluster's task", java.time.Duration.ZERO, this::again);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains(" is in use by process ", "a cluster's task");
        assertThat(trial().resolve("failure.json")).doesNotExist();
    }

    @Test
    void trialsOfDifferentCodeAreNotMixedInSilence() throws IOException {
        Path environment = trial().resolve("environment.json");
        Files.writeString(
                environment,
                Files.readString(environment).replaceFirst("\"attune\" : \"[^\"]*\"", "\"attune\" : \"0.0.1\""));
        Cli run = again();
        assertThat(kept(run)).isEqualTo(4);
        assertThat(run.out()).contains("The trials were run by 2 versions of the code");
    }

    @Test
    void scoresWithoutARecordOfTheSealAreNotSealed() throws IOException {
        assertThat(Cli.run("unlock-test", study, "--reason", "x", "--executor", "in-process")
                        .exitCode())
                .isZero();
        Files.delete(study.resolve("unlocked.json"));
        Cli run = again();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(": the record of it, unlocked.json, is missing. 4 of 4 trials were trained after");
    }

    @Test
    void aChangedConfigurationOfATrialIsNotTaken() throws IOException {
        Path config = trial().resolve("config.yaml");
        Files.writeString(config, Files.readString(config).replace("epochs: 2", "epochs: 3"));
        Cli unlock = Cli.run("unlock-test", study, "--reason", "x");
        assertThat(unlock.exitCode()).isEqualTo(3);
        assertThat(unlock.err()).contains(config + " was changed since it was written: it describes trial ");
        assertThat(kept(again())).isEqualTo(4); // the YAML file says what the study is
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("file"), "");
        for (Path out : List.of(inTheWay.resolve("runs"), inTheWay)) {
            Cli run = Cli.run("study", yaml, "--out", out);
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.err()).contains(inTheWay.toString()).doesNotContain("\tat ", "Exception");
        }
        delete(study);
        Files.createDirectories(study);
        Files.writeString(study.resolve("trials"), "");
        Cli run = again();
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .contains(study.resolve("trials").toString(), "cannot be written")
                .doesNotContain("\tat ");
    }

    /** The limit on the size of a file stands for a full disk: a write fails in the middle of a file. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsNamedAndNothingFinishedIsLost() throws Exception {
        String results = Files.readString(study.resolve("results.csv"));
        delete(trial());
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 4; exec \"$@\"", // KiB; the table of results is larger
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AttuneCommand.class.getName(),
                        "study",
                        yaml.toString(),
                        "--out",
                        study.toString(),
                        "--executor",
                        "in-process")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isEqualTo(3);
        assertThat(output).contains("cannot be written: File too large").doesNotContain("\tat ");
        try (Stream<Path> files = Files.walk(study)) {
            assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
        }
        assertThat(kept(again())).isEqualTo(4);
        assertThat(study.resolve("results.csv")).hasContent(results);
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
