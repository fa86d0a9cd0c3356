package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.runner.extract.ClipFile;
import dev.attune.runner.extract.ClipOutcome;
import dev.attune.runner.extract.ExtractionResult;
import dev.attune.runner.extract.ScriptedMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Extracts from the command line, is interrupted and killed, and goes on. */
@EnabledOnOs({OS.LINUX, OS.MAC})
final class ExtractCommandTest {
    private static final int CLIPS = 6;

    @TempDir
    private Path folder;

    private Path yaml;
    private Path in;
    private Path store;
    private Path service;

    @BeforeEach
    void writeRecordings() throws IOException {
        yaml = Files.writeString(
                folder.resolve("features.yaml"),
                "media: scripts\nmodalities: {visual: frames, audio: tones}\nextensions: [script]\n");
        in = Files.createDirectories(folder.resolve("in"));
        store = folder.resolve("store");
        service = ScriptedMedia.service(folder.resolve("service"));
        for (int clip = 0; clip < CLIPS; clip++) {
            Files.writeString(in.resolve("clip" + clip + ".script"), "seconds 1\n");
        }
    }

    private CliProcess start(Object... arguments) throws IOException {
        return CliProcess.start(folder, false, List.of(service), arguments);
    }

    private CliProcess extract(String... overrides) throws IOException {
        Object[] arguments = Stream.concat(
                        Stream.of("extract", yaml, "--in", in, "--out", store, "--jobs", 1), Stream.of(overrides))
                .toArray();
        return start(arguments);
    }

    /** Returns when each clip that is in the store was finished. */
    private Map<String, FileTime> finished() throws IOException {
        Map<String, FileTime> times = new TreeMap<>();
        if (Files.exists(store)) {
            try (Stream<Path> entries = Files.list(store)) {
                for (Path path : entries.toList()) {
                    if (path.getFileName().toString().startsWith("clip")) {
                        times.put(
                                path.getFileName().toString(),
                                Files.getLastModifiedTime(path.resolve("extracted.json")));
                    }
                }
            }
        }
        return times;
    }

    private void awaitClips(CliProcess run, int count) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (finished().size() < count) {
            assertThat(run.process().isAlive()).as(run.err()).isTrue();
            assertThat(System.nanoTime()).as(run.err()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void goesOnWhereItWasInterruptedOrKilled() throws IOException, InterruptedException {
        String slow = "modalities.visual.millis=15";
        CliProcess first = extract(slow);
        awaitClips(first, 1);
        first.signal("INT", false);
        assertThat(first.await()).as(first.err()).isEqualTo(130);
        assertThat(first.err())
                .containsOnlyOnce("Interrupted. The clips that are finished are kept; this command goes on: ")
                .contains("extract " + yaml + " --in " + in + " --out " + store + " --jobs 1 " + slow)
                .doesNotContain("FAILED", "Exception");
        Map<String, FileTime> kept = finished();
        assertThat(kept.size()).isBetween(1, CLIPS - 1);
        assertThat(store.resolve("store.json")).doesNotExist();

        CliProcess second = extract(slow);
        awaitClips(second, kept.size() + 1);
        second.kill();
        assertThat(finished()).containsAllEntriesOf(kept);
        kept = finished();

        CliProcess third = extract(slow);
        assertThat(third.await()).as(third.err()).isZero();
        assertThat(finished()).hasSize(CLIPS).containsAllEntriesOf(kept);
        assertThat(third.err()).contains(kept.size() + " of " + CLIPS, "finished before and");
        assertThat(third.out())
                .contains("modality  features", "Store:  " + store, "Ledger: " + store.resolve("extract.csv"));
        assertThat(store.resolve("store.json")).exists();
        try (Stream<Path> entries = Files.list(store)) {
            assertThat(entries.map(path -> path.getFileName().toString()))
                    .as("nothing half-written is left")
                    .noneMatch(name -> name.startsWith(".") && !name.equals(".lock"));
        }
    }

    @Test
    void failsIfMoreClipsFailThanMay() throws IOException, InterruptedException {
        Files.writeString(in.resolve("bad.script"), "seconds 2\nmistake data\n");
        CliProcess failing = extract();
        assertThat(failing.await()).as(failing.err()).isEqualTo(3);
        assertThat(failing.err())
                .contains("7 recordings, features in " + store)
                .contains("[1/7] bad  FAILED: The file cannot be read any further.")
                .contains("[2/7] clip0  25 frames, valid: visual 80 %, audio 100 %");
        assertThat(failing.out())
                .contains("FAILED bad: The file cannot be read any further.")
                .contains("1 of 7 clips failed, more than allow-failed, which is 0; the store has the others.");
    }

    @Test
    void saysThatSomeMayFail() {
        ClipFile good = new ClipFile("good", in.resolve("good.mp4"));
        ClipFile bad = new ClipFile("bad", in.resolve("bad.mp4"));
        ClipOutcome.Part nothing =
                new ClipOutcome.Part("text", ClipOutcome.Status.OK, 50, 0, 0.25, List.of("no transcript was found"));
        List<ClipOutcome> clips = List.of(
                new ClipOutcome(bad, List.of(), Optional.of("It is empty.")),
                new ClipOutcome(good, List.of(nothing), Optional.empty()));
        assertThat(ExtractionTable.text(new ExtractionResult(store, Map.of("text", 384), clips, 1)))
                .containsPattern("text +384 +1 +0 +0.0 % +0.3\n")
                .contains("FAILED bad: It is empty.\n")
                .contains("No frame of any clip has features of text; the ledger may say why.\n")
                .contains("1 of 2 clips failed, and allow-failed lets 1 fail; the store has the others.\n");
        assertThat(ExtractionTable.text(new ExtractionResult(store, Map.of("text", 384), clips.subList(0, 1), 9)))
                .contains("1 of 1 clips failed: there is no store.\n")
                .doesNotContain("Store:");
    }

    @Test
    void checksAndDescribes() throws IOException {
        Path real = Files.writeString(folder.resolve("real.yaml"), "modalities: {audio: logmel}\n");
        Cli check = Cli.run("check", real);
        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out()).contains("media:\n  type: ffmpeg\n", "align: mean", "type: logmel");
        Cli wrong = Cli.run("check", real, "modalities.audio=logmell");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("found logmell, wanted the name of an encoder: ")
                .contains("did you mean logmel?");
        assertThat(Cli.run("check", real, "--data").err())
                .isEqualToIgnoringWhitespace("--data reads the data of an experiment or a study; " + real
                        + " is the description of an extraction. Leave it out.");
        assertThat(Cli.run("list", "transcribers").out()).contains("sidecar");
        Cli nowhere = Cli.run("extract", real, "--in", folder.resolve("nowhere"), "--out", store);
        assertThat(nowhere.exitCode()).isEqualTo(3);
        assertThat(nowhere.err())
                .isEqualToIgnoringWhitespace(
                        "There is no folder " + folder.resolve("nowhere") + "; --in wants one with recordings.");
        assertThat(store).doesNotExist();
    }
}
