package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts a study as a terminal does, and as a user who knows its process. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class InterruptionTest {
    private static final String STUDY = """
            name: long
            base:
              data: {type: synthetic, modalities: [visual, audio], train: 4, validation: 2, test: 2, frames: [30, 40],
                     dims: {visual: 12, audio: 10}, window: {length: 20, stride: 15}}
              fusion: concat
              training: {epochs: 100000, batch: 4, early-stopping: {patience: 0}}
            seeds: [1, 2]
            compare: {primary: ccc.mean}
            """;

    @TempDir
    private Path folder;

    /**
     * A way to end a study.
     *
     * @param signal its name
     * @param group whether it is sent to the whole process group
     * @param exitCode of the study
     * @param says whether the study can say something
     */
    private record End(String signal, boolean group, int exitCode, boolean says) {}

    @Test
    void anInterruptedStudyLeavesNothingBehindButItsCheckpoints() throws IOException, InterruptedException {
        Path yaml = Files.writeString(folder.resolve("long.yaml"), STUDY);
        Path study = folder.resolve("runs");
        for (End end : List.of(
                new End("INT", false, 130, true),
                new End("INT", true, 130, true), // Ctrl-C
                new End("KILL", false, 137, false))) {
            CliProcess run = CliProcess.start(folder, end.group, List.of(), "study", yaml, "--out", study, "--jobs", 2);
            long before = epochs(study);
            await(run, () -> epochs(study) > before + 2);
            Cli second = Cli.run("study", yaml, "--out", study);
            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(second.err())
                    .contains(study + " is in use by process " + run.process().pid());

            List<ProcessHandle> workers = run.process().descendants().toList();
            assertThat(workers).hasSize(2);
            run.signal(end.signal, end.group);
            assertThat(run.await()).as(run.err()).isEqualTo(end.exitCode);
            for (ProcessHandle worker : workers) {
                worker.onExit().orTimeout(20, TimeUnit.SECONDS).join();
            }
            assertThat(run.err()).doesNotContain("FAILED", "Exception", "died");
            if (end.says) {
                assertThat(run.err())
                        .containsOnlyOnce("Interrupted. What was trained is kept; this command goes on: ")
                        .contains("study " + yaml + " --out " + study + " --jobs 2");
            }
            try (Stream<Path> files = Files.walk(study)) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .contains("last.safetensors", "metrics.jsonl")
                        .doesNotContain("failure.json", "result.json");
            }
        }
    }

    private static long epochs(Path study) throws IOException {
        if (!Files.exists(study)) {
            return 0;
        }
        long lines = 0;
        try (Stream<Path> files = Files.walk(study)) {
            for (Path file :
                    files.filter(file -> file.endsWith("metrics.jsonl")).toList()) {
                lines += Files.readString(file).lines().count();
            }
        }
        return lines;
    }

    /** Something that comes true. */
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(CliProcess run, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!condition.holds()) {
            assertThat(run.process().isAlive()).as(run.err()).isTrue();
            assertThat(System.nanoTime()).as(run.err()).isLessThan(end);
            Thread.sleep(50);
        }
    }
}
