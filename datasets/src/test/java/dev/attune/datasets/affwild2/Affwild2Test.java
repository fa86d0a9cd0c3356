package dev.attune.datasets.affwild2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.datasets.affwild2.Affwild2Config.Labels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares every frame of a corpus with the formulas that it was made by. */
class Affwild2Test {
    private static final MadeUpCorpus CORPUS = new MadeUpCorpus();
    private static final DatasetContext ALL = new DatasetContext(List.of(), List.of());

    /** Two preprocessed trials have no rows: one had no label rows, the other no valid one. */
    private static final double TWO_OF_TWENTY = 0.1;

    private static final String COUNTS = "ABAW6 has 356 training, 76 validation and 162 test trials; ";

    @TempDir
    private static Path root;

    @BeforeAll
    static void write() throws IOException {
        CORPUS.writeAnnotations(root);
        CORPUS.writeStore(root.resolve("store"));
        CORPUS.writePreprocessed(root.resolve("preprocessed"));
    }

    private static Dataset open(Affwild2Config config) {
        return new Affwild2Factory().open(config, ALL);
    }

    private static List<String> ids(Dataset dataset, Split split) {
        return dataset.clips(split).stream().map(Clip::id).toList();
    }

    @Test
    void officialTrialsAreSplitByFolder() {
        try (Dataset dataset = open(Configs.official(root))) {
            assertThat(ids(dataset, Split.TRAIN)).hasSize(11).isEqualTo(CORPUS.names(MadeUpCorpus.TRAIN));
            assertThat(ids(dataset, Split.VALIDATION)).hasSize(4).isEqualTo(CORPUS.names(MadeUpCorpus.VALIDATION));
            assertThat(ids(dataset, Split.TEST)).hasSize(5).isEqualTo(CORPUS.names(""));
            assertThat(dataset.info().modalities().toString()).isEqualTo("{visual=3, audio=2}");
            assertThat(dataset.info().targets())
                    .containsExactly(TargetInfo.continuous("valence"), TargetInfo.continuous("arousal"));
            assertThat(dataset.extraction()).contains("{\"made\":\"up\"}");
        }
    }

    @Test
    void twoPeopleOfOneVideoAreOneGroup() {
        for (Affwild2Config config : List.of(Configs.official(root), Configs.preprocessed(root, 0, TWO_OF_TWENTY))) {
            try (Dataset dataset = open(config)) {
                Map<String, String> groups = new LinkedHashMap<>();
                for (Split split : Split.values()) {
                    dataset.clips(split).forEach(clip -> groups.put(clip.id(), clip.group()));
                }
                assertThat(groups)
                        .containsEntry("video5_left", "video5")
                        .containsEntry("video5_right", "video5")
                        .containsEntry("10-60-1280x720", "10-60-1280x720");
            }
        }
    }

    @Test
    void officialFramesKeepTheirPlaces() {
        try (Dataset dataset = open(Configs.official(root))) {
            for (Split split : Split.values()) {
                for (Clip clip : dataset.clips(split)) {
                    MadeUpTrial trial = CORPUS.trial(clip.id());
                    int frames = Math.max(trial.frames(), trial.rows());
                    assertOfficial(clip, trial, IntStream.range(0, frames).toArray());
                }
            }
        }
    }

    @Test
    void droppedRowsTakeTheirFramesAlong() {
        try (Dataset dataset = open(Configs.official(root, Labels.DROPPED, 0, 0))) {
            for (Split split : List.of(Split.TRAIN, Split.VALIDATION)) {
                for (Clip clip : dataset.clips(split)) {
                    MadeUpTrial trial = CORPUS.trial(clip.id());
                    assertOfficial(clip, trial, trial.kept());
                }
            }
            assertThat(ids(dataset, Split.TRAIN)).hasSize(9).doesNotContain("no-rows", "no-valid-label");
            assertThat(dataset.clips(Split.TEST).get(0).length()).isEqualTo(30);
            assertThat(dataset.omissions())
                    .contains(
                            "no-rows: left out, since labels: dropped keeps none of its 31 frames",
                            "no-valid-label: left out, since labels: dropped keeps none of its 32 frames");
        }
    }

    private static void assertOfficial(Clip clip, MadeUpTrial trial, int[] frames) {
        assertThat(clip.length()).as(clip.id()).isEqualTo(frames.length);
        int length = frames.length;
        float[] visual = features(clip, "visual", MadeUpTrial.VISUAL);
        float[] audio = features(clip, "audio", MadeUpTrial.AUDIO);
        boolean[] face = new boolean[length];
        clip.readMask("visual", 0, length, face, 0);
        boolean[] sound = new boolean[length];
        clip.readMask("audio", 0, length, sound, 0);
        double[] times = new double[length];
        clip.readTimes(0, length, times, 0);
        float[] labels = labels(clip);
        for (int i = 0; i < length; i++) {
            int frame = frames[i];
            String place = clip.id() + ", frame " + frame;
            assertThat(face[i]).as(place).isEqualTo(trial.face(frame));
            assertThat(sound[i]).as(place).isEqualTo(frame < trial.frames());
            assertThat(Double.valueOf(times[i])).as(place).isEqualTo(Double.valueOf(trial.seconds(frame)));
            for (int target = 0; target < 2; target++) {
                assertThat(Float.valueOf(labels[2 * i + target]))
                        .as(place)
                        .isEqualTo(Float.valueOf(trial.truth(frame, target)));
            }
            for (int column = 0; column < MadeUpTrial.VISUAL; column++) {
                float expected = frame < trial.frames() ? trial.feature("visual", frame, column) : 0;
                assertThat(visual[i * MadeUpTrial.VISUAL + column]).as(place).isEqualTo(expected);
            }
            for (int column = 0; column < MadeUpTrial.AUDIO; column++) {
                float expected = frame < trial.frames() ? trial.feature("audio", frame, column) : 0;
                assertThat(audio[i * MadeUpTrial.AUDIO + column]).as(place).isEqualTo(expected);
            }
        }
    }

    private static float[] features(Clip clip, String modality, int columns) {
        FloatBuffer features = FloatBuffer.allocate(clip.length() * columns);
        clip.readFeatures(modality, 0, clip.length(), features);
        assertThat(features.hasRemaining()).as("values not read").isFalse();
        return features.array();
    }

    private static float[] labels(Clip clip) {
        FloatBuffer labels = FloatBuffer.allocate(2 * clip.length());
        clip.readLabels(0, clip.length(), labels);
        return labels.array();
    }

    @Test
    void rowsAndFramesThatDisagreeAreTold() {
        try (Dataset dataset = open(Configs.official(root))) {
            assertThat(dataset.omissions()).containsExactly(COUNTS + "found 11, 4 and 5");
            assertThat(dataset.notes())
                    .containsExactly(
                            "5 clips of the store have no label file and are the test split; splits: FILE would check"
                                    + " their names",
                            "many-frames: 37 label rows and 737 frames; the last 700 frames have no label",
                            "many-rows: 633 label rows and 33 frames; the last 600 labels have no features",
                            "no-rows: 0 label rows and 31 frames; the last 31 frames have no label");
        }
    }

    @Test
    void aTrialTakesItsOwnClipBeforeThatOfItsVideo() throws IOException {
        Path copy = Files.createDirectories(root.resolve("sides"));
        CORPUS.writeAnnotations(copy);
        CORPUS.writeStore(copy.resolve("store"));
        MadeUpTrial other = CORPUS.trial("t3");
        Files.move(copy.resolve("store/t3"), copy.resolve("store/video5_left"));
        String manifest = Files.readString(copy.resolve("store/store.json"));
        Files.writeString(copy.resolve("store/store.json"), manifest.replace("\"t3\"", "\"video5_left\""));
        try (Dataset dataset = open(Configs.official(copy))) {
            Clip left = dataset.clips(Split.TRAIN).stream()
                    .filter(clip -> clip.id().equals("video5_left"))
                    .findFirst()
                    .orElseThrow();
            assertThat(features(left, "audio", 2)[0]).isEqualTo(other.feature("audio", 0, 0));
            assertThat(labels(left)[2]).isEqualTo(CORPUS.trial("video5_left").truth(1, 0));
            assertThat(ids(dataset, Split.TEST)).doesNotContain("t3", "video5", "video5_left");
        }
    }

    @Test
    void facesShowWhichTrialsThereAre() throws IOException {
        Path copy = Files.createDirectories(root.resolve("faces"));
        CORPUS.writeAnnotations(copy);
        CORPUS.writeStore(copy.resolve("store"));
        Affwild2Config config = Configs.official(copy, Labels.MASKED, 0, 0.05);
        String before = fingerprint(copy);
        Path faces = copy.resolve("cropped_aligned");
        List<String> names = new ArrayList<>(List.of("t1_left", "t1_right", "t3", "t4", "t5 ñ", "gone", ".thumbs"));
        names.addAll(CORPUS.names(MadeUpCorpus.TRAIN));
        for (String name : names) {
            Files.createDirectories(faces.resolve(name));
        }
        try (Dataset dataset = open(config)) {
            assertThat(ids(dataset, Split.TEST))
                    .as("those with faces, and t2.b, which the store alone has")
                    .containsExactly("t1_left", "t1_right", "t2.b", "t3", "t4", "t5 ñ");
            assertThat(features(dataset.clips(Split.TEST).get(1), "audio", 2)[0])
                    .as("both people of a video take its clip")
                    .isEqualTo(CORPUS.trial("t1").feature("audio", 0, 0));
            assertThat(dataset.omissions())
                    .containsExactly(
                            "1 of 22 trials is left out, as allow-missing: 0.05 allows",
                            "gone: the feature store has no clip gone",
                            COUNTS + "found 11, 4 and 7");
            assertThat(dataset.omitted(Split.TEST)).containsExactly("gone");
            assertThat(dataset.notes())
                    .startsWith(
                            "6 trials of cropped_aligned have no label file and are the test split; splits: FILE would"
                                    + " check their names");
            assertThat(dataset.fingerprint())
                    .as("other test trials are other data")
                    .isNotEqualTo(before);
        }
        Path table = Files.writeString(copy.resolve("splits.csv"), "clip,split\nv1,train\nv2.part.1,validation\n");
        try (Dataset dataset = open(Configs.withSplits(config, table))) {
            assertThat(dataset.notes())
                    .contains(
                            "17 trials of cropped_aligned are left out, since splits.csv does not name them; the first is"
                                    + " 10-60-1280x720");
            String tabled = dataset.fingerprint();
            Files.createDirectories(faces.resolve("one more"));
            try (Dataset other = open(Configs.withSplits(config, table))) {
                assertThat(other.fingerprint())
                        .as("with a table, faces decide nothing")
                        .isEqualTo(tabled);
            }
        }
    }

    @Test
    void facesOfLabelledTrialsAloneSayNothingOfTheTestSplit() throws IOException {
        Path copy = Files.createDirectories(root.resolve("some-faces"));
        CORPUS.writeAnnotations(copy);
        CORPUS.writeStore(copy.resolve("store"));
        for (String name : CORPUS.names(MadeUpCorpus.TRAIN)) {
            Files.createDirectories(copy.resolve("cropped_aligned").resolve(name));
        }
        try (Dataset dataset = open(Configs.official(copy))) {
            assertThat(ids(dataset, Split.TEST)).isEqualTo(CORPUS.names(""));
            assertThat(dataset.omissions()).containsExactly(COUNTS + "found 11, 4 and 5");
            assertThat(dataset.fingerprint()).as("these faces decide nothing").isEqualTo(fingerprint(root));
            assertThat(dataset.notes())
                    .contains(
                            "5 clips of the store have no label file and are the test split; splits: FILE would check their"
                                    + " names");
        }
    }

    @Test
    void theAuthorsNamesOfTheFoldersAreKnown() throws IOException {
        Path copy = Files.createDirectories(root.resolve("renamed"));
        CORPUS.writeAnnotations(copy);
        CORPUS.writeStore(copy.resolve("store"));
        Path annotations = copy.resolve("VA_Estimation_Challenge");
        Files.move(annotations.resolve("Train_Set"), annotations.resolve("train"));
        Files.move(annotations.resolve("Validation_Set"), annotations.resolve("validate"));
        try (Dataset dataset = open(Configs.official(copy))) {
            assertThat(ids(dataset, Split.TRAIN)).isEqualTo(CORPUS.names(MadeUpCorpus.TRAIN));
            assertThat(ids(dataset, Split.VALIDATION)).isEqualTo(CORPUS.names(MadeUpCorpus.VALIDATION));
        }
    }

    @Test
    void aVideoOneOfWhosePeopleHasNoLabelsIsTold() throws IOException {
        Path copy = Files.createDirectories(root.resolve("people"));
        CORPUS.writeAnnotations(copy);
        CORPUS.writeStore(copy.resolve("store"));
        Files.delete(copy.resolve("VA_Estimation_Challenge/Train_Set/video5_right.txt"));
        try (Dataset dataset = open(Configs.official(copy))) {
            assertThat(dataset.notes())
                    .contains(
                            "video5_left: has a label file, and the other person of the video video5 has none; if that"
                                    + " is a test trial, splits: FILE or the folder cropped_aligned would show it")
                    .noneMatch(note -> note.startsWith("v3") || note.startsWith("10-60"));
        }
        Files.createDirectories(copy.resolve("cropped_aligned/video5_right"));
        try (Dataset dataset = open(Configs.official(copy))) {
            assertThat(dataset.notes())
                    .contains("video5_right: is in the test split without a label file, while video5_left, of the same"
                            + " video, has one")
                    .noneMatch(note -> note.startsWith("video5_left"));
        }
    }

    @Test
    void preprocessedRowsAreThoseOfTheArrays() {
        try (Dataset dataset = open(Configs.preprocessed(root, 0, TWO_OF_TWENTY))) {
            assertThat(dataset.info().modalities().toString())
                    .isEqualTo("{bert=768, logmel=6144, vggish=128, video=48}");
            List<String> seen = new ArrayList<>();
            for (Split split : Split.values()) {
                for (Clip clip : dataset.clips(split)) {
                    seen.add(clip.id());
                    MadeUpTrial trial = CORPUS.trial(clip.id());
                    boolean test = split == Split.TEST;
                    assertPreprocessed(
                            clip,
                            trial,
                            test ? IntStream.range(0, trial.frames()).toArray() : trial.kept(),
                            test);
                }
            }
            assertThat(seen).hasSize(18).doesNotContain("no-rows", "no-valid-label");
            assertThat(dataset.omissions())
                    .containsExactly(
                            "2 of 20 trials are left out, as allow-missing: 0.1 allows",
                            "no-rows: no-rows/VA_continuous_label.npy has no rows",
                            "no-valid-label: no-valid-label/VA_continuous_label.npy has no rows",
                            COUNTS + "found 11, 4 and 5");
            assertThat(dataset.notes())
                    .containsExactly(
                            "5 folders of preprocessed have no label file and are the test split; splits: FILE would"
                                    + " check their names");
        }
    }

    private static void assertPreprocessed(Clip clip, MadeUpTrial trial, int[] frames, boolean test) {
        assertThat(clip.length()).as(clip.id()).isEqualTo(frames.length);
        float[] labels = labels(clip);
        for (int i = 0; i < labels.length; i++) {
            float expected = test ? Float.NaN : trial.truth(frames[i / 2], i % 2);
            assertThat(Float.valueOf(labels[i]))
                    .as(clip.id() + ", row " + i / 2)
                    .isEqualTo(Float.valueOf(expected));
        }
        for (String modality : List.of("bert", "logmel", "vggish", "video")) {
            float[] features = features(clip, modality, features(modality));
            for (int i = 0; i < features.length; i++) {
                int columns = features(modality);
                float stored = MadeUpCorpus.stored(modality, trial, frames[i / columns], i % columns);
                float expected = modality.equals("video") ? (stored / 255 - 0.5f) / 0.5f : stored;
                if (features[i] != expected) { // asserting each of millions would take half a minute
                    assertThat(features[i])
                            .as(clip.describe(modality, i / columns, i % columns))
                            .isEqualTo(expected);
                }
            }
        }
        boolean[] mask = new boolean[frames.length];
        clip.readMask("video", 0, frames.length, mask, 0);
        assertThat(mask).doesNotContain(false);
    }

    private static int features(String modality) {
        return switch (modality) {
            case "bert" -> 768;
            case "logmel" -> 96 * 64;
            case "vggish" -> 128;
            default -> 4 * 4 * 3;
        };
    }

    @Test
    void modalitiesAndTargetsAreChosen() {
        DatasetContext context = new DatasetContext(List.of("vggish"), List.of("arousal"));
        try (Dataset dataset = new Affwild2Factory().open(Configs.preprocessed(root, 0, TWO_OF_TWENTY), context)) {
            assertThat(dataset.info().modalities().toString()).isEqualTo("{vggish=128}");
            Clip clip = dataset.clips(Split.VALIDATION).get(0);
            MadeUpTrial trial = CORPUS.trial(clip.id());
            FloatBuffer arousal = FloatBuffer.allocate(clip.length());
            clip.readLabels(0, clip.length(), arousal);
            for (int i = 0; i < clip.length(); i++) {
                assertThat(Float.valueOf(arousal.get(i))).isEqualTo(Float.valueOf(trial.truth(trial.kept()[i], 1)));
            }
        }
    }

    @Test
    void foldsRotateTheBlocks() {
        List<String> train = CORPUS.names(MadeUpCorpus.TRAIN);
        List<String> validation = CORPUS.names(MadeUpCorpus.VALIDATION);
        try (Dataset dataset = open(Configs.official(root, Labels.MASKED, 1, 0))) {
            List<String> fitted = new ArrayList<>(validation);
            fitted.addAll(train.subList(0, 8)); // blocks of 2, 2, 2, 2 and 3
            assertThat(ids(dataset, Split.TRAIN)).isEqualTo(fitted);
            assertThat(ids(dataset, Split.VALIDATION)).isEqualTo(train.subList(8, 11));
            assertThat(ids(dataset, Split.TEST)).isEqualTo(CORPUS.names(""));
        }
        for (int fold : new Affwild2Factory().folds(Configs.official(root))) {
            try (Dataset dataset = open(Configs.official(root, Labels.MASKED, fold, 0))) {
                assertThat(ids(dataset, Split.TEST)).isEqualTo(CORPUS.names(""));
            }
        }
        assertThat(new Affwild2Factory().foldsShareTest(Configs.official(root))).isTrue();
    }

    @Test
    void aTableOfSplitsGivesTrialsAndTheirOrder() throws IOException {
        Path table = Files.writeString(
                root.resolve("splits.csv"),
                "clip,split\nv1,train\n10-60-1280x720,train\nvideo5_left,validation\nv2.part.1,test\n");
        try (Dataset dataset = open(Configs.withSplits(Configs.official(root), table))) {
            assertThat(ids(dataset, Split.TRAIN)).containsExactly("v1", "10-60-1280x720");
            assertThat(ids(dataset, Split.VALIDATION)).containsExactly("video5_left");
            assertThat(labels(dataset.clips(Split.TEST).get(0))[0])
                    .as("a test trial that the organisers gave labels of, so that the seal knows")
                    .isFinite();
            assertThat(dataset.notes())
                    .containsExactly(
                            "13 clips of the store are left out, since splits.csv does not name them; the first is 115-30.odd name.v2",
                            COUNTS + "found 2, 1 and 1");
        }
        try (Dataset dataset = open(Configs.withSplits(Configs.preprocessed(root, 0, 0), table))) {
            assertThat(ids(dataset, Split.TRAIN)).containsExactly("v1", "10-60-1280x720");
            assertThat(dataset.omissions()).isEmpty();
            assertThat(dataset.notes())
                    .hasSize(17)
                    .contains("t1: splits.csv has no line for this folder, which is left out");
        }
    }

    /** The file was written by Python's pickle, with keys and protocol as the authors' preprocessing writes them. */
    @Test
    void theAuthorsIndexGivesTheirOrderToTheFolds() throws IOException {
        Path authors = Files.createDirectories(root.resolve("authors"));
        CORPUS.writePreprocessed(authors.resolve("compacted_48"), 32);
        try (InputStream index = Affwild2Test.class.getResourceAsStream("dataset_info.pkl")) {
            // The name that the preprocessing gives it; the trainer takes it without the number.
            Files.copy(Objects.requireNonNull(index), authors.resolve("dataset_info_-1.pkl"));
        }
        Affwild2Config config = Configs.arrays(authors.resolve("compacted_48"), 0);
        try (Dataset dataset = open(config)) {
            assertThat(ids(dataset, Split.TRAIN))
                    .containsExactly(
                            "video5_right",
                            "few-frames",
                            "10-60-1280x720_right",
                            "many-rows",
                            "115-30.odd name.v2",
                            "video5_left",
                            "many-frames",
                            "10-60-1280x720",
                            "Čeština 視頻");
            assertThat(ids(dataset, Split.VALIDATION)).containsExactly("v3_right", "v1", "v3_left", "v2.part.1");
            assertThat(ids(dataset, Split.TEST)).containsExactly("t5 ñ", "t1", "t2.b", "t3", "t4");
        }
        try (Dataset dataset = open(Configs.arrays(authors.resolve("compacted_48"), 1))) {
            assertThat(ids(dataset, Split.VALIDATION))
                    .as("the last block of the authors' order")
                    .containsExactly("10-60-1280x720", "Čeština 視頻");
        }
        try (Dataset dataset = open(Configs.withSplits(
                Configs.official(root, Labels.MASKED, 1, 0), authors.resolve("dataset_info_-1.pkl")))) {
            assertThat(ids(dataset, Split.VALIDATION)).containsExactly("10-60-1280x720", "Čeština 視頻");
        }
    }

    @Test
    void aChangedLabelChangesTheFingerprint() throws IOException {
        Path copy = Files.createDirectories(root.resolve("changed"));
        CORPUS.writeAnnotations(copy);
        CORPUS.writeStore(copy.resolve("store"));
        String before = fingerprint(copy);
        Path file = copy.resolve("VA_Estimation_Challenge/Train_Set/few-frames.txt");
        Files.writeString(file, Files.readString(file).replaceFirst("\n[^\n]*\n", "\n0.5,0.25\n"));
        assertThat(fingerprint(copy)).isNotEqualTo(before);
        assertThat(fingerprint(root)).isEqualTo(before);
    }

    private static String fingerprint(Path folder) {
        try (Dataset dataset = open(Configs.official(folder))) {
            return dataset.fingerprint();
        }
    }
}
