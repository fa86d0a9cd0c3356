package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Gives the trials of a study to a scheduler that is a shell script. */
@DisabledOnOs(OS.WINDOWS)
final class SlurmTest {
    private static final String STUDY = """
            name: small study
            base:
              data: {type: synthetic, modalities: [visual, audio], train: 4, validation: 2, test: 2, frames: [30, 40],
                     dims: {visual: 12, audio: 10}, window: {length: 20, stride: 15}}
              training: {epochs: 2, batch: 4}
            seeds: [1]
            variants: {concat: {fusion: concat}, late: {fusion: late}}
            compare: {primary: ccc.mean, baseline: late, resamples: 200}
            """;

    /** Runs the tasks of an array one after the other, from another folder, with what it was given. */
    private static final String SBATCH = """
            #!/bin/sh
            set -e
            count=$(sed -n 's/^#SBATCH --array=1-\\([0-9]*\\).*/\\1/p' "$1")
            cp "$1" "$SPOOL/job.sh"
            cd /
            for SLURM_ARRAY_TASK_ID in $(seq 1 "$count"); do
              export SLURM_ARRAY_TASK_ID
              sh "$SPOOL/job.sh"
            done
            """;

    @TempDir
    private Path folder;

    @Test
    void anArrayJobRunsTheTrialsOfAStudy() throws IOException, InterruptedException {
        Path yaml = Files.writeString(folder.resolve("it's.yaml"), STUDY);
        Path study = folder.resolve("it's a folder");
        Cli emitted = Cli.run(
                "study",
                yaml,
                "--out",
                study,
                "--executor",
                "slurm",
                "--jobs",
                4,
                "--slurm-options",
                "--time=02:00:00 --mem=8G");
        assertThat(emitted.exitCode()).as(emitted.err()).isZero();
        assertThat(emitted.out())
                .startsWith("2 of 2 trials are to be run. Submit them:\n  sbatch '")
                .contains("gathers the results, and runs what is missing:\n")
                .endsWith(" --out '" + study.toString().replace("'", "'\\''") + "'\n");
        List<String> ids = Files.readAllLines(study.resolve("slurm/trials.txt"));
        assertThat(ids).hasSize(2);
        assertThat(Files.readString(study.resolve("slurm/array.sh")))
                .contains("#SBATCH --array=1-2%4\n", "#SBATCH --time=02:00:00 --mem=8G\n", "--job-name=small-study\n");
        assertThat(study.resolve("trials").resolve(ids.get(1)).resolve("result.json"))
                .doesNotExist();

        submit(emitted.out().lines().skip(1).findFirst().orElseThrow().strip());
        for (String id : ids) {
            assertThat(study.resolve("trials").resolve(id).resolve("result.json"))
                    .exists();
        }

        Cli gathered = Cli.run("study", yaml, "--out", study);
        assertThat(gathered.exitCode()).as(gathered.err()).isZero();
        assertThat(gathered.err()).contains("2 of 2 trials were finished before and are kept.");
        assertThat(gathered.out()).contains("concat - late = ");
        assertThat(Cli.run("study", yaml, "--out", study, "--executor", "slurm").out())
                .startsWith("All 2 trials are finished. ");
        // A job that waits in the queue still reads the first list.
        Files.delete(study.resolve("trials").resolve(ids.get(1)).resolve("result.json"));
        assertThat(Cli.run("study", yaml, "--out", study, "--executor", "slurm").out())
                .startsWith("1 of 2 trials are to be run.")
                .contains("/slurm/array-2.sh");
        assertThat(Files.readAllLines(study.resolve("slurm/trials.txt"))).isEqualTo(ids);
        assertThat(Files.readAllLines(study.resolve("slurm/trials-2.txt"))).containsExactly(ids.get(1));
        Cli unknown = Cli.run("trial", study, "0123456789ab");
        assertThat(unknown.exitCode()).isEqualTo(3);
        assertThat(unknown.err()).contains("has no trial '0123456789ab'; it has 2, such as " + ids.get(0));
    }

    private void submit(String command) throws IOException, InterruptedException {
        Path programs = Files.createDirectory(folder.resolve("bin"));
        Path sbatch = Files.writeString(programs.resolve("sbatch"), SBATCH);
        Files.setPosixFilePermissions(sbatch, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("slurm.log").toFile());
        builder.environment().merge("PATH", programs + ":", (path, first) -> first + path);
        builder.environment().put("SPOOL", folder.toString());
        assertThat(builder.start().waitFor())
                .as(Files.readString(folder.resolve("slurm.log")))
                .isZero();
    }

    @Test
    void whatDoesNotGoTogetherIsSaid() throws IOException {
        Path yaml = Files.writeString(folder.resolve("small.yaml"), STUDY);
        expect("--jobs: found 0, wanted at least 1.", "study", yaml, "--out", folder, "--jobs", 0);
        expect("one training runs at a time in one process", "study", yaml, "--executor", "in-process", "--jobs", 2);
        expect("--slurm-options goes with --executor slurm", "study", yaml, "--slurm-options", "--mem=8G");
        expect(
                "--tensorboard does not go with --executor slurm",
                "study",
                yaml,
                "--tensorboard",
                "--executor",
                "slurm");
        expect("found 'spark', wanted one of [process, in-process, slurm]", "study", yaml, "--executor", "spark");
        Path search = Files.writeString(
                folder.resolve("search.yaml"),
                STUDY + "search: {type: grid, space: {training.optimizer.lr: [0.001, 0.01]}}\n");
        expect("A study with a search cannot be an array job", "study", search, "--executor", "slurm");
    }

    private static void expect(String message, Object... arguments) {
        Cli run = Cli.run(arguments);
        assertThat(run.err()).contains(message);
        assertThat(run.exitCode()).isEqualTo(2);
    }
}
