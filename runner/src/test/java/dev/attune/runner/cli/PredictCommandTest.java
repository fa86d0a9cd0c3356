package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.datasets.npy.NpyArray;
import dev.attune.datasets.npy.NpyWriter;
import dev.attune.runner.Attune;
import dev.attune.runner.predict.ClipPrediction;
import dev.attune.runner.predict.SampleStore;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Predicts by command the clips of feature stores, with the model of a small run. */
final class PredictCommandTest {
    private static final String RUN = """
            name: small
            data: {type: features, root: store, window: {length: 20, stride: 15}}
            temporal: {type: tcn, channels: [6, 6], kernel: 3, dropout: 0.2, norm: true}
            fusion: {type: rjcma, depth: 1}
            training: {epochs: 2, batch: 4, threads: 1}
            """;

    @TempDir
    private static Path shared;

    private static Path run;
    private static Path trial;

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        SampleStore.usual(shared.resolve("store")).finish();
        run = train("run");
        try (Stream<Path> trials = Files.list(run.resolve("trials"))) {
            trial = trials.findFirst().orElseThrow();
        }
    }

    private static Path train(String name) throws IOException {
        Path yaml = Files.writeString(shared.resolve("small.yaml"), RUN);
        Cli trained = Cli.run("train", yaml, "--out", shared.resolve(name));
        assertThat(trained.exitCode()).as(trained.err()).isZero();
        return shared.resolve(name);
    }

    @Test
    void predictsWhatTheRunItselfPredictedBitByBit() {
        List<String[]> rows = rows(predict(shared.resolve("store")));
        assertThat(rows.get(0)).containsExactly("clip", "time", "valence", "arousal", "visual.valid", "audio.valid");
        for (String clip : List.of("held-0", "held-1")) {
            List<String[]> own =
                    rows.stream().filter(row -> row[0].equals(clip)).toList();
            Path stored = trial.resolve("predictions/validation/" + clip + ".npy");
            float[] expected = new float[own.size() * 2];
            NpyArray.open(stored, clip).readFloats(0, expected.length, FloatBuffer.wrap(expected));
            assertThat(own).hasSize(clip.equals("held-0") ? 47 : 12);
            for (int frame = 0; frame < own.size(); frame++) {
                assertThat(Float.parseFloat(own.get(frame)[2])).isEqualTo(expected[2 * frame]);
                assertThat(Float.parseFloat(own.get(frame)[3])).isEqualTo(expected[2 * frame + 1]);
            }
        }
        assertThat(rows.stream().skip(1).map(row -> row[0]).distinct())
                .containsExactly("clip-0", "clip-1", "clip-2", "clip-3", "held-0", "held-1", "unseen");
        List<String[]> unseen =
                rows.stream().filter(row -> row[0].equals("unseen")).toList();
        assertThat(unseen.get(16)[1]).isEqualTo("0.64");
        assertThat(Double.parseDouble(unseen.get(17)[1]))
                .as("its clock has a gap")
                .isEqualTo(17 * .04 + .5);
        assertThat(unseen.get(5)).as("audio has no features there").endsWith("1", "0");
        assertThat(unseen.get(6)).endsWith("0", "1");
    }

    @Test
    void givesTheSameToAProgram() {
        List<ClipPrediction> predictions = Attune.predict(run, shared.resolve("store"));
        assertThat(predictions).extracting(ClipPrediction::clip).hasSize(7).endsWith("unseen");
        ClipPrediction last = predictions.get(6);
        List<String[]> rows = rows(predict(shared.resolve("store")));
        assertThat(last.value(32, 1)).isEqualTo(Float.parseFloat(rows.get(rows.size() - 1)[3]));
        assertThat(Attune.predict(trial, shared.resolve("store"), "audio")
                        .get(6)
                        .validShare("audio"))
                .isZero();
    }

    @Test
    void neverReadsALabel() throws IOException {
        Path store = folder.resolve("store");
        Path plain = SampleStore.usual(store).finish();
        String before = predict(plain);
        SampleStore changed = SampleStore.usual(store).targets("\"boredom\", \"valence\"");
        float[] impossible = new float[33 * 2];
        Arrays.fill(impossible, 1000); // reading one would fail
        changed.write("unseen", "labels", NpyWriter.encode(impossible, 33, 2));
        changed.finish();
        assertThat(predict(plain)).isEqualTo(before);
        try (Stream<Path> files = Files.walk(store)) {
            for (Path labels : files.filter(file -> file.endsWith("labels.npy")).toList()) {
                Files.delete(labels);
            }
        }
        changed.targets("").finish();
        assertThat(predict(plain)).isEqualTo(before);
    }

    @Test
    void leavingOutIsAMaskThatIsFalse() {
        Path masked = folder.resolve("masked");
        SampleStore store = SampleStore.usual(masked);
        store.write("unseen", "audio.mask", NpyWriter.encode(new boolean[33], 33));
        store.finish();
        Path without = new SampleStore(folder.resolve("without"), Map.of("visual", 5))
                .clip("test", "unseen", 33, 20)
                .finish();
        copy(masked.resolve("unseen/visual.npy"), without.resolve("unseen/visual.npy"));

        Cli dropped = Cli.run("predict", run, masked, "--split", "test", "--drop", "audio");
        assertThat(dropped.exitCode()).as(dropped.err()).isZero();
        assertThat(dropped.err()).contains("Left out: audio; the model is told that it is missing in every frame.");
        assertThat(dropped.out())
                .isEqualTo(predict(masked, "--split", "test"))
                .isNotEqualTo(predict(shared.resolve("store"), "--split", "test"));
        assertThat(Cli.run("predict", run, without, "--drop", "audio").out())
                .as("what is left out need not be there")
                .isEqualTo(dropped.out());
        assertThat(rows(dropped.out()).stream().skip(1)).allMatch(row -> row[5].equals("0"));
    }

    private static void copy(Path from, Path to) {
        try {
            Files.write(to, Files.readAllBytes(from));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void writesWhatAndWhereItIsTold() throws IOException {
        String csv = predict(shared.resolve("store"), "--split", "validation");
        Path file = folder.resolve("new/p.csv");
        Cli first = Cli.run("predict", run, shared.resolve("store"), "--split", "validation", "--out", file);
        assertThat(first.out().strip()).isEqualTo("Written: " + file);
        assertThat(first.err()).containsPattern("Predicted 59 frames of 2 clips in .* s, the first clip after .* s\\.");
        assertThat(file).hasContent(csv);
        Cli again = Cli.run("predict", run, shared.resolve("store"), "--out", file);
        expect(again, 3, file + " exists; replace it with --force, or give another name.");
        assertThat(file).hasContent(csv);
        assertThat(Cli.run("predict", run, shared.resolve("store"), "--split", "test", "--out", file, "--force")
                        .exitCode())
                .isZero();
        assertThat(Files.readString(file)).contains("unseen").doesNotContain("held");

        Path each = folder.resolve("each");
        Cli many = Cli.run("predict", run, shared.resolve("store"), "--format", "json", "--out", each);
        assertThat(many.out().strip()).isEqualTo("Written: " + each + ", a file for each clip");
        JsonNode json = new ObjectMapper().readTree(each.resolve("held-1.json").toFile());
        assertThat(json.at("/clips/0/clip").asText()).isEqualTo("held-1");
        assertThat(json.at("/clips/0/time/2").asDouble()).isEqualTo(.08);
        List<String[]> rows = rows(csv);
        assertThat(json.at("/clips/0/predictions/arousal/11").floatValue())
                .isEqualTo(Float.parseFloat(rows.get(rows.size() - 1)[3]));
        assertThat(json.at("/clips/0/valid/audio/5").asBoolean(true)).isFalse();
        expect(
                Cli.run("predict", run, shared.resolve("store"), "--format", "json", "--out", each),
                3,
                each.resolve("clip-0.json") + " exists");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(path -> path.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void drawsEachTargetAndWhenEachModalityWasThere() throws IOException {
        Path one = new SampleStore(folder.resolve("one"), Map.of("visual", 5, "audio", 3))
                .clip("train", "long one", 400, 3)
                .finish();
        Path file = folder.resolve("p.svg");
        Cli drawn = Cli.run("predict", run, one, "--plot", file, "--drop", "audio");
        assertThat(drawn.exitCode()).as(drawn.err()).isZero();
        assertThat(drawn.out().strip()).isEqualTo("Written: " + file);
        assertThat(Files.readString(file))
                .contains("Prediction for long one", ">valence</text>", ">arousal</text>", ">seconds</text>")
                .contains("visual, 91 %", "audio, 0 %");
        Path picture = folder.resolve("p.png");
        assertThat(Cli.run("predict", run, one, "--plot", picture).exitCode()).isZero();
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(1520);
        expect(
                Cli.run("predict", run, shared.resolve("store"), "--plot", file),
                3,
                "One drawing shows one clip, found 7; give --plot the name of a folder instead of " + file + ".");
        Path each = folder.resolve("plots");
        assertThat(Cli.run("predict", run, shared.resolve("store"), "--plot", each)
                        .exitCode())
                .isZero();
        assertThat(each.resolve("held-0.svg")).isNotEmptyFile();
    }

    @Test
    void aStoreThatDoesNotFitIsRefused() {
        Path other = new SampleStore(folder.resolve("other"), Map.of("audio", 4))
                .clip("test", "unseen", 33, 20)
                .finish();
        expect(
                Cli.run("predict", run, other),
                3,
                other + " does not fit " + run.resolve("trials").resolve(trial.getFileName())
                        + ":\n  visual: the run was trained on it, with 5 features a frame; the store does not have it,"
                        + " it has audio (4). Extract it, or leave it out with --drop visual.\n"
                        + "  audio: the run was trained on 3 features a frame, the store has 4; extract it as it was for the run.");
        Path remade = SampleStore.usual(folder.resolve("remade"))
                .encoders(SampleStore.ENCODERS.replace("64", "80").replace("8}", "8.0}"))
                .finish();
        expect(
                Cli.run("predict", run, remade, "--out", folder.resolve("p.csv")),
                3,
                "audio: its features were made in another way. The run has bands 64, the store 80.");
        assertThat(folder.resolve("p.csv")).doesNotExist();
        assertThat(Cli.run("predict", run, remade, "--drop", "audio").exitCode())
                .isZero();
        Path silent = SampleStore.usual(folder.resolve("silent")).encoders("{}").finish();
        Cli unknown = Cli.run("predict", run, silent);
        assertThat(unknown.exitCode()).isZero();
        assertThat(unknown.err())
                .contains("Only names and widths of visual, audio could be compared with ")
                .contains(": the store does not say how the features were made.");
    }

    @Test
    void aTrialKeepsHowItsFeaturesWereMadeAndRunsOfOldDoWithout() throws IOException {
        JsonNode kept =
                new ObjectMapper().readTree(trial.resolve("extraction.json").toFile());
        assertThat(kept).isEqualTo(new ObjectMapper().readTree(SampleStore.ENCODERS));
        Path old = train("old");
        Path oldTrial = old.resolve("trials").resolve(trial.getFileName());
        assertThat(oldTrial.resolve("result.json")).hasSameBinaryContentAs(trial.resolve("result.json"));
        Files.delete(oldTrial.resolve("extraction.json"));
        Cli predicted = Cli.run("predict", old, shared.resolve("store"));
        assertThat(predicted.exitCode()).as(predicted.err()).isZero();
        assertThat(predicted.err()).contains("the run does not say how the features were made.");
        Cli reproduced = Cli.run("reproduce", run, "--out", folder.resolve("again"));
        assertThat(reproduced.exitCode())
                .as(reproduced.err() + reproduced.out())
                .isZero();
    }

    @Test
    void mistakesAreOneSentence() throws IOException {
        Path store = shared.resolve("store");
        expect(
                Cli.run("predict", run, store, "--drop", "adio"),
                2,
                " does not read the modality adio; did you mean audio?");
        expect(
                Cli.run("predict", run, store, "--overlay", folder.resolve("p.mp4")),
                2,
                "--overlay draws onto a recording, but " + store + " is a feature store.");
        expect(
                Cli.run("predict", run, store, "media.strict=fail"),
                2,
                "media.strict=fail says how recordings are read, but " + store + " is a feature store.");
        expect(
                Cli.run("predict", run, folder, "--split", "test"),
                2,
                "--split is for a feature store, but " + folder + " is none.");
        expect(
                Cli.run("predict", run, folder),
                3,
                trial.getFileName()
                        + " was trained on features that attune extract did not make, so those of a recording cannot"
                        + " be made in the same way. Give a feature store with visual (5 features a frame), audio (3 features a frame)"
                        + " instead.");
        expect(
                Cli.run("predict", run, store, "--drop", "audio", "--drop", "visual"),
                2,
                "Nothing would be left to predict from: ");
        expect(Cli.run("predict", run, folder.resolve("no")), 3, folder.resolve("no") + " does not exist");
        expect(Cli.run("predict", folder, store), 3, folder + " is neither a trial nor a study");
        Path small = new SampleStore(folder.resolve("small"), Map.of("visual", 5, "audio", 3))
                .clip("train", "one", 20, 1)
                .finish();
        expect(
                Cli.run("predict", run, small, "--split", "test"),
                3,
                small + " has no clip in its test split; there is nothing to predict.");
        float[] broken = new float[20 * 3];
        broken[3 * 7 + 2] = Float.NaN;
        Files.write(small.resolve("one/audio.npy"), NpyWriter.encode(broken, 20, 3));
        expect(
                Cli.run("predict", run, small, "--out", folder.resolve("p.json")),
                3,
                "one/audio.npy, row 7, column 2: found NaN, wanted a finite number, or a mask that is false.");
        assertThat(folder.resolve("p.json")).doesNotExist();
        Path unfinished = Files.createDirectories(folder.resolve("unfinished"));
        copy(trial.resolve("config.yaml"), unfinished.resolve("config.yaml"));
        expect(
                Cli.run("predict", unfinished, store),
                3,
                unfinished + " is not a finished run: it has no result.json; finish it, then predict with it.");
    }

    private static void expect(Cli command, int code, String message) {
        assertThat(command.exitCode()).as(command.err()).isEqualTo(code);
        assertThat(command.err()).contains(message).doesNotContain("\tat ");
    }

    private static String predict(Path store, Object... options) {
        Object[] arguments = Stream.concat(Stream.of("predict", run, store), Stream.of(options))
                .toArray();
        Cli predicted = Cli.run(arguments);
        assertThat(predicted.exitCode()).as(predicted.err()).isZero();
        return predicted.out();
    }

    private static List<String[]> rows(String csv) {
        return csv.lines().map(line -> line.split(",")).toList();
    }
}
