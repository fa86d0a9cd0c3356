package dev.attune.runner.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.AttunePlugin;
import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.api.media.Media;
import dev.attune.datasets.npy.NpyArray;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.extract.Extraction;
import dev.attune.runner.extract.ExtractionListener;
import dev.attune.runner.extract.ExtractionResult;
import dev.attune.runner.extract.ExtractionRun;
import dev.attune.runner.plugin.ComponentRegistry;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.predict.DrawnPlugin.KeptVideo;
import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.trial.Goal;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.TrialFolder;
import dev.attune.runner.trial.TrialRunner;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: recordings to features, features to a run, and the run applied to recordings that it has not seen. */
final class RecordingPredictionTest {
    private static final String FEATURES = """
            media: drawn
            modalities: {face: {type: colour, palette: palette.bin}, voice: level}
            labels: {targets: {valence: {min: -1, max: 1}, arousal: {min: -1, max: 1}}}
            splits: splits.csv
            extensions: [rec]
            """;

    private static final String EXPERIMENT = """
            data: {type: features, root: store, window: {length: 20, stride: 15}}
            temporal: {type: tcn, channels: [6], kernel: 3}
            fusion: concat
            training: {epochs: 2, batch: 4, threads: 1}
            """;

    @TempDir
    private static Path shared;

    private static DrawnPlugin plugin;
    private static ConfigLoader loader;
    private static TrialFolder run;

    @TempDir
    private Path folder;

    @BeforeAll
    static void extractAndTrain() throws IOException {
        plugin = new DrawnPlugin();
        loader = loader(plugin);
        Path clips = Files.createDirectories(shared.resolve("clips"));
        StringBuilder splits = new StringBuilder("clip,split\n");
        for (int i = 0; i < 4; i++) {
            String name = i < 3 ? "train-" + i : "held";
            DrawnPlugin.recording(clips.resolve(name + ".rec"), 40 + 7 * i, i + 1);
            Files.writeString(
                    clips.resolve(name + ".labels.csv"),
                    "time,valence,arousal\n0,-0.5,0.1\n1,0." + i + ",0.4\n2,0.3,-0.2\n3,0.1,0.1\n");
            splits.append(name)
                    .append(',')
                    .append(i < 3 ? "train" : "validation")
                    .append('\n');
        }
        Files.writeString(shared.resolve("splits.csv"), splits);
        Files.writeString(shared.resolve("palette.bin"), "ab");
        Path yaml = Files.writeString(shared.resolve("features.yaml"), FEATURES);
        ExtractionResult made = new ExtractionRun(
                        Extraction.of(loader.loadExtraction(yaml, List.of())), 1, ExtractionListener.SILENT)
                .run(clips, shared.resolve("store"));
        assertThat(made.isAcceptable()).as(made.clips().toString()).isTrue();
        ExperimentConfig config = loader.experimentFromYaml(EXPERIMENT, shared.resolve("drawn.yaml"));
        run = new TrialFolder(shared.resolve("run"));
        new TrialRunner(List.of())
                .run(StudyPlan.single(config).trials().get(0), run, Goal.FINISH, TrainingListener.SILENT);
    }

    private static ConfigLoader loader(AttunePlugin... added) {
        PluginHost.ofProcess(); // checks them, and says what is wrong
        List<AttunePlugin> plugins = new ArrayList<>(List.of(added));
        ServiceLoader.load(AttunePlugin.class).forEach(plugins::add);
        return new ConfigLoader(ComponentRegistry.of(plugins));
    }

    private static ClipPredictor predictor(ConfigLoader with, String... dropped) {
        ExperimentConfig config = with.loadExperiment(run.path().resolve("config.yaml"), List.of());
        return new ClipPredictor(run, config, with, List.of(dropped));
    }

    private static List<ClipPrediction> predict(ClipPredictor predictor, Path recordings, Path store) {
        ExtractionResult made = predictor.extract(recordings, store, 1, ExtractionListener.SILENT);
        assertThat(made.failures()).isEmpty();
        List<ClipPrediction> predictions = new ArrayList<>();
        predictor.predict(store, List.of(Split.values()), new ClipPredictor.Listener() {}, predictions::add);
        return predictions;
    }

    @Test
    void aRecordingIsPredictedAsItsFeaturesWere() {
        try (ClipPredictor predictor = predictor(loader)) {
            Path held = shared.resolve("clips/held.rec");
            ClipPrediction prediction =
                    predict(predictor, held, folder.resolve("store")).get(0);
            assertThat(prediction.clip()).isEqualTo("held");
            assertThat(prediction.length()).isEqualTo(61);
            float[] own = new float[61 * 2];
            NpyArray.open(run.path().resolve("predictions/validation/held.npy"), "held")
                    .readFloats(0, own.length, FloatBuffer.wrap(own));
            for (int frame = 0; frame < 61; frame++) {
                assertThat(prediction.value(frame, 0)).isEqualTo(own[2 * frame]);
                assertThat(prediction.value(frame, 1)).isEqualTo(own[2 * frame + 1]);
                assertThat(prediction.seconds(frame)).isEqualTo(frame / DrawnPlugin.RATE);
            }
            assertThat(prediction.validShare("voice")).isEqualTo(1);
        }
    }

    @Test
    void whatIsLeftOutIsNotEvenExtracted() throws IOException {
        int before = plugin.levelEncoders();
        Path fresh = DrawnPlugin.recording(folder.resolve("fresh.rec"), 30, 9);
        List<ClipPrediction> without;
        try (ClipPredictor predictor = predictor(loader, "voice")) {
            without = predict(predictor, fresh, folder.resolve("store"));
        }
        assertThat(plugin.levelEncoders()).isEqualTo(before);
        assertThat(without.get(0).validShare("voice")).isZero();
        assertThat(without.get(0).validShare("face")).isEqualTo(1);
        assertThat(Files.exists(folder.resolve("store/fresh/voice.npy"))).isFalse();
        // The features of the modality that is left out may stand in the store all the same.
        try (ClipPredictor all = predictor(loader);
                ClipPredictor one = predictor(loader, "voice")) {
            predict(all, fresh, folder.resolve("both"));
            List<ClipPrediction> again = new ArrayList<>();
            one.predict(folder.resolve("both"), List.of(Split.TRAIN), new ClipPredictor.Listener() {}, again::add);
            for (int frame = 0; frame < 30; frame++) {
                assertThat(again.get(0).value(frame, 0))
                        .isEqualTo(without.get(0).value(frame, 0));
            }
        }
    }

    @Test
    void whatCannotBeMadeHereIsSaid() throws IOException {
        Path fresh = DrawnPlugin.recording(folder.resolve("fresh.rec"), 30, 9);
        ConfigLoader bare = loader();
        try (ClipPredictor predictor = predictor(bare)) {
            assertThatThrownBy(() -> predictor.extract(fresh, folder.resolve("s"), 1, ExtractionListener.SILENT))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("The features that " + run.path() + " was trained on cannot be made here: ")
                    .hasMessageContaining("modalities.face: found colour, wanted ");
        }
        Path model = shared.resolve("palette.bin");
        try (ClipPredictor predictor = predictor(loader)) {
            Files.writeString(model, "xyz");
            assertThatThrownBy(() -> predictor.extract(fresh, folder.resolve("s"), 1, ExtractionListener.SILENT))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("The model " + model + " has the sha256 ")
                    .hasMessageContaining("with which the features were made");
            Files.delete(model);
            assertThatThrownBy(() -> predictor.extract(fresh, folder.resolve("s"), 1, ExtractionListener.SILENT))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("there is no file " + model);
            try (ClipPredictor without = predictor(loader, "face")) {
                assertThat(predict(without, fresh, folder.resolve("voice"))).hasSize(1);
            }
        } finally {
            Files.writeString(model, "ab");
        }
        assertThat(folder.resolve("s/store.json")).doesNotExist();
    }

    @Test
    void aStoreOfAnotherModelFileIsRefusedWhereverTheFileLies() throws IOException {
        Path fresh = DrawnPlugin.recording(folder.resolve("fresh.rec"), 30, 9);
        for (String content : List.of("ab", "xyz")) {
            Files.writeString(folder.resolve("palette.bin"), content);
            Path yaml = Files.writeString(
                    folder.resolve("features.yaml"), FEATURES.replaceAll("(?m)^(labels|splits):.*\n", ""));
            Path store = folder.resolve("store-" + content);
            new ExtractionRun(Extraction.of(loader.loadExtraction(yaml, List.of())), 1, ExtractionListener.SILENT)
                    .run(fresh, store);
            List<ClipPrediction> predictions = new ArrayList<>();
            List<String> notices = new ArrayList<>();
            ClipPredictor.Listener listener = new ClipPredictor.Listener() {
                @Override
                public void onNotice(String sentence) {
                    notices.add(sentence);
                }
            };
            try (ClipPredictor predictor = predictor(loader)) {
                if (content.equals("ab")) {
                    predictor.predict(store, Set.of(Split.TRAIN), listener, predictions::add);
                    assertThat(predictions).hasSize(1);
                    assertThat(notices).isEmpty();
                } else {
                    assertThatThrownBy(() -> predictor.predict(store, Set.of(Split.TRAIN), listener, predictions::add))
                            .isInstanceOf(DataException.class)
                            .hasMessageContaining(
                                    "face: its features were made in another way. The run has palette sha256 ");
                }
            }
        }
    }

    @Test
    void anotherClockOrVersionIsPointedOutAndAnotherModelThatNoSettingNamesIsRefused() throws IOException {
        ObjectNode record = (ObjectNode) run.extraction().orElseThrow();
        Map<String, Integer> modalities = Map.of("face", 3, "voice", 2);
        try (OpenedStore store = OpenedStore.open(shared.resolve("store"), loader)) {
            assertThat(new StoreFit(run.path(), modalities, Optional.of(Provenance.of(record))).check(store))
                    .isEmpty();
            String config = record.path("config").asText();
            ObjectNode slow = record.deepCopy().put("config", config.replace("times: native", "times: fixed"));
            assertThat(slow).isNotEqualTo(record);
            assertThat(new StoreFit(run.path(), modalities, Optional.of(Provenance.of(slow))).check(store))
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .startsWith("The frames are others than those of the run, which may matter: its clock was ");
            ObjectNode older = record.deepCopy();
            older.withObject("/versions").put("level", "0.0.9");
            assertThat(new StoreFit(run.path(), modalities, Optional.of(Provenance.of(older))).check(store))
                    .containsExactly(
                            "The features were made with other versions than those of the run, which may matter: level"
                                    + " unknown instead of 0.0.9.");
            ObjectNode other = record.deepCopy();
            other.put("config", config.replace(shared.resolve("palette.bin").toString(), "elsewhere"));
            StoreFit fit = new StoreFit(run.path(), modalities, Optional.of(Provenance.of(other)));
            assertThatThrownBy(() -> fit.check(store))
                    .hasMessageContaining("face: its features were made in another way");
        }
        Path copy = Files.createDirectories(folder.resolve("copy"));
        ObjectNode json = (ObjectNode) JsonFiles.read(shared.resolve("store/store.json"));
        json.withObject("/encoders/models").put("inside the encoder", "11");
        json.withObject("/splits").removeAll();
        JsonFiles.write(copy.resolve("store.json"), json);
        record.withObject("/models").put("inside the encoder", "22");
        StoreFit fit = new StoreFit(run.path(), modalities, Optional.of(Provenance.of(record)));
        try (OpenedStore store = OpenedStore.open(copy, loader)) {
            assertThatThrownBy(() -> fit.check(store))
                    .isInstanceOf(DataException.class)
                    .hasMessageEndingWith(
                            "model inside the encoder: the run was trained on features of the one with sha256 22,"
                                    + " the store was made with 11.");
        }
    }

    @Test
    void aStoreThatWasTrainedOnIsNotUsedToKeepFeatures() throws IOException {
        Path store = shared.resolve("store");
        String before = Files.readString(store.resolve("store.json"));
        try (ClipPredictor predictor = predictor(loader)) {
            Path held = shared.resolve("clips/held.rec");
            assertThatThrownBy(() -> predictor.extract(held, store, 1, ExtractionListener.SILENT))
                    .isInstanceOf(DataException.class)
                    .hasMessage(store + " has labels, which --keep would lose; name a new folder.");
        }
        assertThat(store.resolve("store.json")).hasContent(before);
        assertThat(store.resolve("held/labels.npy")).exists();
    }

    @Test
    void onlyWhatOpensRecordingsAndFindsWordsCanBeChanged() throws IOException {
        Path fresh = DrawnPlugin.recording(folder.resolve("fresh.rec"), 30, 9);
        Map<String, String> mistakes = Map.of(
                "modalities.voice.align=zero", "modalities: features are made as they were; of the rest, there may be",
                "transcrip.folder=words", "of the rest, did you mean transcript?",
                "transcript={type: sidecar, fodler: words}", "did you mean folder?");
        mistakes.forEach((override, message) -> {
            try (ClipPredictor predictor = predictor(loader).with(List.of(override))) {
                assertThatThrownBy(() -> predictor.extract(fresh, folder.resolve("s"), 1, ExtractionListener.SILENT))
                        .isInstanceOf(ConfigException.class)
                        .hasMessageContaining(message);
            }
        });
        try (ClipPredictor predictor = predictor(loader).with(List.of("transcript=sidecar"))) {
            assertThat(predict(predictor, fresh, folder.resolve("s"))).hasSize(1);
        }
    }

    @Test
    void whatOpenedRecordingsAndFoundWordsIsComparedAndVersionsAreTold() {
        String made = "{\"attune\": \"1\", \"words\": [\"audio\"], \"versions\": {\"logmel\": \"1\"}, \"config\": \""
                + "media: {type: ffmpeg, strict: warn}\\nmodalities: {visual: face-hog, audio: minilm}\\n"
                + "transcript: {type: sidecar, folder: /corpus/words, format: null}\\n\"}";
        assertThat(check(made, made)).isEmpty();
        assertThat(check(made, made.replace("/corpus/words", "/home/me"))).isEmpty();
        assertThat(check(
                        made,
                        made.replace("\"attune\": \"1\"", "\"attune\": \"2\"")
                                .replace("\"logmel\": \"1\"", "\"logmel\": \"1.1\"")))
                .containsExactly("The features were made with other versions than those of the run, which may matter:"
                        + " Attune 2 instead of 1, logmel 1.1 instead of 1.");
        assertThatThrownBy(() -> check(made, made.replace("warn", "fail")))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("media: its recordings were opened in another way."
                        + " The run has strict warn, the store fail.");
        String other = made.replace("format: null", "format: srt");
        assertThatThrownBy(() -> check(made, other))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(
                        "audio: the words were found in another way." + " The run has format null, the store srt.");
        assertThat(check(made.replace("[\"audio\"]", "[]"), other)).isEmpty();
    }

    private List<String> check(String then, String now) {
        Path path = SampleStore.usual(folder.resolve("sample")).encoders(now).finish();
        try (OpenedStore store = OpenedStore.open(path, loader)) {
            return new StoreFit(
                            run.path(),
                            Map.of("visual", 5, "audio", 3),
                            Optional.of(Provenance.of(JsonFiles.parse("then", then))))
                    .check(store);
        }
    }

    @Test
    void anOverlayHasEachPictureAtItsTimeAndTheSound() throws IOException {
        Path fresh = DrawnPlugin.recording(folder.resolve("fresh.rec"), 60, 9);
        Media media = plugin.opened();
        Path file = folder.resolve("made/overlay.mp4");
        try (ClipPredictor predictor = predictor(loader)) {
            ExtractionResult made = predictor.extract(fresh, folder.resolve("store"), 1, ExtractionListener.SILENT);
            PredictionOverlays overlays = new PredictionOverlays(file, false, media, made, (path, share) -> {});
            overlays.expect(List.of("fresh"));
            predictor.predict(
                    folder.resolve("store"), List.of(Split.TRAIN), new ClipPredictor.Listener() {}, overlays::add);
            assertThat(overlays.finish()).containsExactly(file);
            assertThatThrownBy(() -> overlays.expect(List.of("fresh")))
                    .hasMessage(file + " exists; replace it with --force, or give another name.");
        }
        KeptVideo video = plugin.opened().videos().get(plugin.opened().videos().size() - 1);
        assertThat(video.times).hasSize(60).startsWith(0.0, .04, .08).isSorted();
        assertThat(video.samples).isEqualTo(Math.round(60 / DrawnPlugin.RATE * 48_000));
        assertThat(video.loudest).isGreaterThan(.3);
        assertThat(video.format.width()).isEqualTo(480);
        assertThat(video.format.height()).isEqualTo(360 + 86);
        BufferedImage first = video.pictures.get(5);
        assertThat(first.getRGB(240, 180)).as("the recording's picture").isNotEqualTo(first.getRGB(240, 440));
        int corner = first.getRGB(120, 90);
        assertThat(green(corner)).as("the region's edge").isGreaterThan(red(corner));
        assertThat(video.pictures.get(50).getRGB(240, 180))
                .as("pictures move on")
                .isNotEqualTo(first.getRGB(240, 180));
        String keep = System.getProperty("attune.look");
        if (keep != null) {
            ImageIO.write(
                    video.pictures.get(40),
                    "png",
                    Path.of(keep, "overlay-40.png").toFile());
        }
    }

    @Test
    void theFolderOfFeaturesGoesAlsoWhileSomebodyWrites() throws InterruptedException {
        WorkFolder work = WorkFolder.temporary();
        CountDownLatch begun = new CountDownLatch(1);
        Thread writer = new Thread(() -> {
            try {
                for (int i = 0; i < 100_000; i++) {
                    Files.writeString(work.path().resolve("part-" + i), "features");
                    begun.countDown();
                }
            } catch (IOException e) {
                // The folder is gone.
            }
        });
        writer.start();
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        work.close();
        writer.join();
        assertThat(work.path()).doesNotExist();
    }

    private static int green(int rgb) {
        return rgb >> 8 & 0xff;
    }

    private static int red(int rgb) {
        return rgb >> 16 & 0xff;
    }
}
