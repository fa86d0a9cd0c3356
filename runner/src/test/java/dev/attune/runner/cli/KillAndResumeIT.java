package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.runner.execute.DeadlyPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Kills a study again and again; takes minutes, and belongs to {@code mvn verify -Pslow}. */
@DisabledOnOs(OS.WINDOWS)
final class KillAndResumeIT {
    private static final int KILLS = 20;
    /** One kill in four comes while everything is only starting. */
    private static final int EARLY = 4;

    private static final int START_MILLIS = 3_000;
    /** The others come after some epochs, counted over all trials, and within one. */
    private static final int MOST_EPOCHS = 20;

    private static final int EPOCH_MILLIS = 50;

    private static final String STUDY = """
            name: mortal
            base:
              data: {type: synthetic, modalities: [visual, audio], train: 8, validation: 2, test: 2, frames: [60, 90],
                     dims: {visual: 24, audio: 20}, window: {length: 20, stride: 10}}
              temporal: {type: tcn, channels: [8, 8], kernel: 3, dropout: 0.2, norm: true}
              training: {epochs: 40, batch: 4, early-stopping: {patience: 0}}
            seeds: [1, 2, 3]
            variants: {RJCMA: {fusion: {type: rjcma, depth: 2}}, JCA: {fusion: jca}, concat: {fusion: concat}, late: {fusion: late}}
            compare: {primary: ccc.mean, baseline: concat, resamples: 500}
            """;

    @TempDir
    private Path folder;

    @Test
    void aStudyThatWasKilledTwentyTimesIsTheSame() throws IOException, InterruptedException {
        Path yaml = Files.writeString(folder.resolve("mortal.yaml"), STUDY);
        Path straight = folder.resolve("straight");
        assertThat(start(yaml, straight).await()).isZero();

        SplittableRandom random = new SplittableRandom(20261122);
        Path killed = folder.resolve("killed");
        Map<Path, Object> finished = new LinkedHashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            CliProcess run = start(yaml, killed);
            if (kill % EARLY == EARLY - 1) {
                Thread.sleep(random.nextInt(START_MILLIS));
            } else {
                long goal = epochs(killed) + 1 + random.nextInt(MOST_EPOCHS);
                while (epochs(killed) < goal && run.process().isAlive()) {
                    Thread.sleep(10);
                }
                Thread.sleep(random.nextInt(EPOCH_MILLIS));
            }
            assertThat(run.process().isAlive())
                    .as("the study must not end before it was killed %s times:%n%s", KILLS, run.err())
                    .isTrue();
            run.kill();
            finished = expectKept(killed, finished);
        }
        CliProcess last = start(yaml, killed);
        assertThat(last.await()).as(last.err()).isZero();
        expectKept(killed, finished);
        for (String file : List.of("results.csv", "comparison.csv", "failures.csv")) {
            assertThat(killed.resolve(file)).hasSameBinaryContentAs(straight.resolve(file));
        }
        assertThat(finished).as("kills after some trials were finished").isNotEmpty();
        assertThat(last.err()).contains(finished.size() + " of 12 trials were finished before");
    }

    private CliProcess start(Path yaml, Path study) throws IOException {
        return CliProcess.start(folder, false, List.of(), "study", yaml, "--out", study, "--jobs", 2);
    }

    /** Returns the results that are there; those that were there before are the very same files. */
    private static Map<Path, Object> expectKept(Path study, Map<Path, Object> before) {
        Map<Path, Object> now = new LinkedHashMap<>();
        for (Path file : files(study, "result.json")) {
            now.put(file, identity(file));
        }
        assertThat(now).containsAllEntriesOf(before);
        return now;
    }

    private static Object identity(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns how many epochs were run so far. */
    private static long epochs(Path study) {
        long lines = 0;
        for (Path file : files(study, "metrics.jsonl")) {
            try (Stream<String> text = Files.lines(file)) {
                lines += text.count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return lines;
    }

    private static List<Path> files(Path study, String name) {
        Path trials = study.resolve("trials");
        if (!Files.exists(trials)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(trials)) {
            return folders.map(trial -> trial.resolve(name))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aTrialThatKillsItsWorkersIsOneRow() throws IOException, InterruptedException {
        Path service = DeadlyPlugin.service(folder.resolve("service"));
        Path yaml = Files.writeString(
                folder.resolve("deadly.yaml"),
                STUDY.replace("epochs: 40", "epochs: 2")
                        .replace("seeds: [1, 2, 3]", "seeds: [1]")
                        .replace(
                                "late: {fusion: late}",
                                "dead: {fusion: late, loss: {type: deadly, how: kill}}, once: {fusion: late, loss: {type: deadly,"
                                        + " how: exit, once: " + folder.resolve("marker") + "}}"));
        Path study = folder.resolve("deadly");
        CliProcess run = CliProcess.start(folder, false, List.of(service), "study", yaml, "--out", study, "--jobs", 2);
        assertThat(run.await()).as(run.err()).isEqualTo(1);
        assertThat(Files.readAllLines(study.resolve("failures.csv")))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("dead,")
                        && line.contains(
                                "Its worker process died twice, the last time before an epoch ended: it was killed"));
        assertThat(run.err())
                .contains("once, seed 1  its worker process died; a new one goes on")
                .contains("dead, seed 1  FAILED: Its worker process died twice");
        assertThat(files(study, "result.json")).hasSize(4);
        assertThat(files(study, "failure.json")).hasSize(1);
    }
}
