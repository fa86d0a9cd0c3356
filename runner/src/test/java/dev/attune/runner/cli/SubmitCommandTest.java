package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.runner.predict.SampleStore;
import dev.attune.runner.trial.Scraps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A submission has what was predicted, a row for each frame of each video, and never goes round the seal. */
final class SubmitCommandTest {
    @TempDir
    private Path folder;

    private Path runs = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void train() throws IOException {
        SampleStore store = new SampleStore(folder.resolve("store"), Map.of("visual", 4));
        for (int i = 0; i < 4; i++) {
            store.clip("train", "clip-" + i, 30, i);
        }
        store.clip("validation", "held", 30, 10);
        store.clip("test", "5-60-1920x1080_left", 25, 20)
                .clip("test", "short", 40, 21)
                .finish();
        runs = folder.resolve("runs");
        out = folder.resolve("submission");
        train("both", "targets=[valence, arousal]");
        Files.writeString(folder.resolve("frames.csv"), "trial,frames\nshort,30\n5-60-1920x1080_left,31\n");
    }

    private void train(String name, String targets) throws IOException {
        Path yaml = Files.writeString(folder.resolve(name + ".yaml"), """
                data: {type: features, root: store, window: {length: 20, stride: 15}}
                temporal: none
                fusion: concat
                training: {epochs: 2, batch: 4, threads: 1}
                """);
        Cli run = Cli.run("train", yaml, targets, "--out", runs.resolve(name), "--executor", "in-process");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }

    /** Takes the labels of the test split away, before a run is trained that never saw any. */
    private void unlabel() throws IOException {
        hideLabels();
        Scraps.discard(runs.resolve("both"));
        train("both", "targets=[valence, arousal]");
    }

    private void hideLabels() throws IOException {
        for (String clip : List.of("short", "5-60-1920x1080_left")) {
            Files.delete(folder.resolve("store/" + clip + "/labels.npy"));
        }
    }

    private Cli submit(Object... more) {
        List<Object> arguments = new ArrayList<>(
                List.of("submit", runs.resolve("both"), "--frames", folder.resolve("frames.csv"), "--out", out));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    private static List<double[]> rows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo("valence,arousal");
        return lines.stream()
                .skip(1)
                .map(line -> Stream.of(line.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    /** What attune predict says of a clip: time, then the targets. */
    private List<double[]> predicted(String clip) throws IOException {
        Path file = folder.resolve("predicted-" + clip);
        if (!Files.exists(file)) {
            Cli run =
                    Cli.run("predict", runs.resolve("both"), folder.resolve("store"), "--split", "test", "--out", file);
            assertThat(run.exitCode()).as(run.err()).isZero();
        }
        List<String> lines = Files.readAllLines(file.resolve(clip + ".csv"));
        List<String> header = List.of(lines.get(0).split(",", -1));
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> new double[] {
                    Double.parseDouble(cells[header.indexOf("valence")]),
                    Double.parseDouble(cells[header.indexOf("arousal")])
                })
                .toList();
    }

    @Test
    void labelsThatAreHiddenAfterTheTrainingAreStillSealed() throws IOException {
        hideLabels();

        Cli run = submit();

        assertThat(run.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(run.err()).contains("had labels when it was trained, and its scores are sealed");
        assertThat(out).doesNotExist();
    }

    @Test
    void eachFrameOfEachVideoHasItsRow() throws IOException {
        unlabel();
        Cli run = submit();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "2 trials with 61 rows, read back and compared; 6 rows repeat the last prediction of their trial,"
                                + " 10 predictions after the last frame were cut.");
        List<double[]> left = rows(out.resolve("5-60-1920x1080_left.txt"));
        List<double[]> expected = predicted("5-60-1920x1080_left");
        assertThat(left).hasSize(31);
        for (int frame = 0; frame < left.size(); frame++) {
            assertThat(left.get(frame)).containsExactly(expected.get(Math.min(frame, 24)), within(1e-6));
        }
        List<double[]> cut = rows(out.resolve("short.txt"));
        assertThat(cut).hasSize(30);
        assertThat(cut.get(29)).containsExactly(predicted("short").get(29), within(1e-6));
        assertThat(folder).isDirectoryNotContaining("glob:**.part");

        // Smoothing is a centred average of what was predicted, before the trial is cut to its video.
        out = folder.resolve("smooth");
        assertThat(submit("--smooth", 5, "--clip").exitCode()).isZero();
        List<double[]> raw = predicted("short");
        for (int target = 0; target < 2; target++) {
            int column = target;
            double mean = raw.subList(27, 32).stream()
                    .mapToDouble(row -> row[column])
                    .average()
                    .orElseThrow();
            double first = raw.subList(0, 3).stream()
                    .mapToDouble(row -> row[column])
                    .average()
                    .orElseThrow();
            List<double[]> smooth = rows(out.resolve("short.txt"));
            assertThat(smooth.get(29)[target]).isCloseTo(Math.max(-1, Math.min(1, mean)), within(2e-6));
            assertThat(smooth.get(0)[target]).isCloseTo(Math.max(-1, Math.min(1, first)), within(2e-6));
        }

        Cli again = submit();
        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.err()).contains("is not empty; give a new folder with --out");
    }

    @Test
    void theOrganisersSampleIsFilledIn() throws IOException {
        unlabel();
        StringBuilder sample = new StringBuilder("image_location,valence,arousal\n");
        for (int frame = 1; frame <= 45; frame++) {
            sample.append(String.format(Locale.ROOT, "short/%05d.jpg,\n", frame));
        }
        sample.append("5-60-1920x1080_left/00003.jpg,-5,-5\n5-60-1920x1080_left/00001.jpg,-5,-5\n");
        Path file = Files.writeString(folder.resolve("sample.txt"), sample);

        Cli run = Cli.run("submit", runs.resolve("both"), "--sample", file, "--out", out);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "2 trials with 47 rows, read back and compared; 5 rows repeat the last prediction of their trial,"
                                + " 22 predictions after the last frame were cut.");
        assertThat(out).isDirectoryContaining("glob:**/predictions.txt").isDirectoryNotContaining("glob:**/short.txt");
        List<String> lines = Files.readAllLines(out.resolve("predictions.txt"));
        assertThat(lines).hasSize(48).startsWith("image_location,valence,arousal");
        assertRow(lines.get(1), "short/00001.jpg", predicted("short").get(0));
        assertRow(lines.get(40), "short/00040.jpg", predicted("short").get(39));
        assertRow(lines.get(45), "short/00045.jpg", predicted("short").get(39));
        assertRow(
                lines.get(46),
                "5-60-1920x1080_left/00003.jpg",
                predicted("5-60-1920x1080_left").get(2));

        Files.writeString(file, "image_location,valence,arousal\nshort/0.jpg,\nshort,,\nshort/00001.jpg,,\n");
        Cli broken = Cli.run("submit", runs.resolve("both"), "--sample", file, "--out", folder.resolve("other"));
        assertThat(broken.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(broken.err())
                .contains(
                        "line 2: found 'short/0.jpg,', wanted a picture such as video1/00001.jpg",
                        "line 3: found 'short,,'");
    }

    @Test
    void aSampleMayComeFromASpreadsheetButNamesEachFrameOnceAndNoneBeyondSense() throws IOException {
        unlabel();
        String rest = "5-60-1920x1080_left/00001.jpg,,\n";
        Path file = Files.writeString(
                folder.resolve("sample.txt"),
                "\uFEFFimage_location, valence , arousal\r\nshort/00001.jpg,,\r\n" + rest);
        Cli run = Cli.run("submit", runs.resolve("both"), "--sample", file, "--out", out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Files.readAllLines(out.resolve("predictions.txt")))
                .hasSize(3)
                .startsWith("image_location,valence,arousal");

        Files.writeString(file, "image_location,valence,arousal\nshort/00001.jpg,,\n" + rest + "short/1.jpg,,\n");
        Cli twice = Cli.run("submit", runs.resolve("both"), "--sample", file, "--out", folder.resolve("twice"));
        assertThat(twice.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(twice.err()).contains("line 4: found short/1.jpg, the frame of line 2, wanted each frame once");

        Files.writeString(file, "image_location,valence,arousal\nshort/100000000.jpg,,\n" + rest);
        Cli far = Cli.run("submit", runs.resolve("both"), "--sample", file, "--out", folder.resolve("far"));
        assertThat(far.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(far.err())
                .contains(
                        "short: found frame 100,000,000, but only 40 frames are predicted, wanted at most frame 108,000");
        assertThat(folder.resolve("far")).doesNotExist();
    }

    /** Of Aff-Wild2 it is known which trials are for the test, whether there are features of them or not. */
    @Test
    void aTestTrialThatIsLeftOutIsNotForgotten() throws IOException {
        for (String trial : List.of("clip-0", "clip-1", "clip-2", "clip-3", "gone")) {
            annotate("Train_Set", trial, trial.equals("gone") ? 5 : 30);
        }
        annotate("Validation_Set", "held", 30);
        Path yaml = Files.writeString(folder.resolve("abaw.yaml"), """
                data: {type: affwild2, root: ., features: store, allow-missing: 0.5, window: {length: 20, stride: 15}}
                temporal: none
                fusion: concat
                training: {epochs: 1, batch: 4, threads: 1}
                """);
        Cli train = Cli.run("train", yaml, "--out", runs.resolve("abaw"), "--executor", "in-process");
        assertThat(train.exitCode()).as(train.err()).isZero();
        Path videos = Files.createDirectory(folder.resolve("videos"));
        Cli unseen = Cli.run("submit", runs.resolve("abaw"), "--videos", videos, "--out", out);
        assertThat(unseen.err()).contains("short: found no video, wanted one named short");

        for (String trial : List.of("short", "5-60-1920x1080_left", "forgotten")) {
            Files.createDirectories(folder.resolve("cropped_aligned").resolve(trial));
        }
        Cli run = Cli.run("submit", runs.resolve("abaw"), "--videos", videos, "--out", out);
        assertThat(run.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(run.err().replaceAll("\\s+", " "))
                .contains(
                        " leaves out the test trial forgotten, and a submission wants every one; attune check --data says what"
                                + " is missing. If not every trial is to be submitted, give --sample FILE or --frames FILE.");
        assertThat(out).doesNotExist();

        Cli table = Cli.run("submit", runs.resolve("abaw"), "--frames", folder.resolve("frames.csv"), "--out", out);
        assertThat(table.exitCode()).as(table.err()).isZero();
    }

    @Test
    void whatTheCorpusLeavesOutIsSaidBesideVideosOfNoTrial() {
        List<Path> videos = List.of(Path.of("raw/gone.mp4"));
        assertThat(SubmitCommand.unused(videos, List.of()))
                .isEqualTo("Neither submitted nor annotated, as the corpus gives no trial of theirs: gone.mp4.");
        assertThat(SubmitCommand.unused(videos, List.of("1 of 8 recordings is left out", "gone has no features")))
                .endsWith(": gone.mp4. The corpus leaves out: 1 of 8 recordings is left out; gone has no features.");
    }

    private void annotate(String set, String trial, int rows) throws IOException {
        List<String> lines = new ArrayList<>(List.of("valence,arousal"));
        for (int row = 0; row < rows; row++) {
            lines.add(String.format(Locale.ROOT, "%.3f,%.3f", Math.sin(row), Math.cos(0.3 * row)));
        }
        Path folderOfSet = folder.resolve("VA_Estimation_Challenge").resolve(set);
        Files.write(Files.createDirectories(folderOfSet).resolve(trial + ".txt"), lines);
    }

    private static void assertRow(String line, String picture, double[] values) {
        String[] cells = line.split(",", -1);
        assertThat(cells).hasSize(3);
        assertThat(cells[0]).isEqualTo(picture);
        assertThat(new double[] {Double.parseDouble(cells[1]), Double.parseDouble(cells[2])})
                .containsExactly(values, within(1e-6));
    }

    @Test
    void theSealIsRespected() {
        Cli sealed = submit();
        assertThat(sealed.exitCode()).isEqualTo(3);
        assertThat(sealed.err().replaceAll("\\s+", " "))
                .contains(
                        "has labels, such as those of 5-60-1920x1080_left, and its scores are sealed",
                        " attune unlock-test ");
        assertThat(out).doesNotExist();

        assertThat(Cli.run("unlock-test", runs.resolve("both"), "--reason", "all is chosen")
                        .exitCode())
                .isZero();
        Cli open = submit();
        assertThat(open.exitCode()).as(open.err()).isZero();
        assertThat(out.resolve("short.txt")).exists();
    }

    @Test
    void oneRunForEachTarget() throws IOException {
        unlabel();
        train("first", "targets=[valence]");
        train("second", "targets=[arousal]");
        Path table = folder.resolve("frames.csv");
        Cli two = Cli.run("submit", runs.resolve("first"), runs.resolve("second"), "--frames", table, "--out", out);
        assertThat(two.exitCode()).as(two.err()).isZero();
        assertThat(rows(out.resolve("short.txt"))).hasSize(30).allMatch(row -> row.length == 2);

        Cli alone = Cli.run("submit", runs.resolve("first"), "--frames", table, "--out", folder.resolve("alone"));
        assertThat(alone.exitCode()).isEqualTo(2);
        assertThat(alone.err()).contains("No run predicts arousal");
        Cli twice = Cli.run(
                "submit",
                runs.resolve("first"),
                runs.resolve("both"),
                "--frames",
                table,
                "--out",
                folder.resolve("alone"));
        assertThat(twice.exitCode()).isEqualTo(2);
        assertThat(twice.err()).contains("predict valence; name one of them");
    }

    @Test
    void whatDoesNotFitIsToldAtOnce() throws IOException {
        unlabel();
        Path table = folder.resolve("frames.csv");
        Files.writeString(table, "trial,frames\nshort,30\nnobody,5\n");
        Cli other = submit();
        assertThat(other.exitCode()).isEqualTo(3);
        assertThat(other.err())
                .contains(
                        "has 2 problems:",
                        "1. 5-60-1920x1080_left is predicted, but has no number of frames",
                        "2. nobody is to be submitted, but the test split of the run has no such trial");
        Files.writeString(table, "trial,frames\nshort,thirty\nshort,1\nshort,2\n");
        Cli broken = submit();
        assertThat(broken.exitCode()).isEqualTo(3);
        assertThat(broken.err()).contains("line 2: found 'short,thirty'", "line 4: found short a second time");
        assertThat(out).doesNotExist();
        Cli neither = Cli.run("submit", runs.resolve("both"), "--out", out);
        assertThat(neither.exitCode()).isEqualTo(2);
        assertThat(neither.err()).contains("give one of --sample FILE, --frames FILE and --videos DIR");
        Files.createDirectory(folder.resolve("videos"));
        Cli videos = Cli.run("submit", runs.resolve("both"), "--videos", folder.resolve("videos"), "--out", out);
        assertThat(videos.exitCode()).isEqualTo(3);
        assertThat(videos.err())
                .contains(
                        "5-60-1920x1080_left: found no video, wanted one named 5-60-1920x1080",
                        "2. short: found no video");
    }
}
