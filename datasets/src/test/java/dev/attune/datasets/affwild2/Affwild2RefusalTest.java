package dev.attune.datasets.affwild2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.data.DatasetContext;
import dev.attune.datasets.affwild2.Affwild2Config.Labels;
import dev.attune.datasets.affwild2.Affwild2Config.Layout;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.razorvine.pickle.Pickler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Breaks a corpus in one way after the other, and reads what the user is told. */
class Affwild2RefusalTest {
    private static final MadeUpCorpus CORPUS = new MadeUpCorpus();
    private static final String RANGE = ", wanted a number from -1 to 1, or -5 where there is none";

    @TempDir
    private Path root;

    private Path annotations;
    private Path preprocessed;

    @BeforeEach
    void write() throws IOException {
        annotations = root.resolve("VA_Estimation_Challenge");
        preprocessed = root.resolve("preprocessed");
        CORPUS.writeAnnotations(root);
        CORPUS.writeStore(root.resolve("store"));
    }

    private void writeSmallPreprocessed() throws IOException {
        for (String trial : List.of("v1", "few-frames", "no-rows")) {
            Path folder = Files.createDirectories(preprocessed.resolve(trial));
            NpyFiles.floats(folder.resolve("VA_continuous_label.npy"), index -> 0.5f, 3, 2);
            NpyFiles.floats(folder.resolve("bert.npy"), index -> index, 3, 4);
        }
        try (Stream<Path> files = Files.walk(annotations)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!Files.exists(
                        preprocessed.resolve(file.getFileName().toString().replace(".txt", "")))) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String message(Affwild2Config config, String... modalities) {
        return String.valueOf(refusal(config, modalities).getMessage());
    }

    private static DataException refusal(Affwild2Config config, String... modalities) {
        DatasetContext context = new DatasetContext(List.of(modalities), List.of());
        return assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new Affwild2Factory().open(config, context).close())
                .actual();
    }

    private void annotate(String trial, String text) throws IOException {
        Files.writeString(annotations.resolve("Train_Set").resolve(trial + ".txt"), text);
    }

    @Test
    void allBrokenLabelFilesAreToldAtOnce() throws IOException {
        annotate("10-60-1280x720", "arousal,valence\n0,0\n");
        annotate("115-30.odd name.v2", "");
        annotate("few-frames", "valence,arousal\n0.1,0.2\n0.1,0.2\n0.1,1.5\nx,-2\n");
        annotate("many-frames", "valence,arousal\n-1.5,0\n");
        annotate("many-rows", "valence,arousal\nNaN,0\n");
        annotate("no-rows", "valence,arousal\n0.1\n");
        annotate("no-valid-label", "valence,arousal\n0.1,x\n");
        annotate("video5_left", "valence,arousal\n0.1,0.2,0.3\n");
        assertThat(message(Configs.official(root)).lines())
                .containsExactly(
                        "affwild2 in " + root + " has 10 problems:",
                        "  1. Train_Set/10-60-1280x720.txt, line 1: found \"arousal,valence\", wanted valence,arousal",
                        "  2. Train_Set/115-30.odd name.v2.txt, line 1: found nothing, wanted valence,arousal",
                        "  3. Train_Set/few-frames.txt, line 4, arousal: found 1.5" + RANGE,
                        "  4. Train_Set/few-frames.txt, line 5, valence: found \"x\", wanted a number",
                        "  5. Train_Set/few-frames.txt, line 5, arousal: found -2.0" + RANGE,
                        "  6. Train_Set/many-frames.txt, line 2, valence: found -1.5" + RANGE,
                        "  7. Train_Set/many-rows.txt, line 2, valence: found NaN" + RANGE,
                        "  8. Train_Set/no-rows.txt, line 2: found \"0.1\", wanted two numbers with a comma between them",
                        "  9. Train_Set/no-valid-label.txt, line 2, arousal: found \"x\", wanted a number",
                        "  10. Train_Set/video5_left.txt, line 2: found \"0.1,0.2,0.3\", wanted two numbers with a comma"
                                + " between them");
    }

    @Test
    void aFileOfSomethingElseIsNotReadToItsEnd() throws IOException {
        annotate("few-frames", "valence,arousal\n" + "7,8\n".repeat(3000));
        assertThat(refusal(Configs.official(root)).findings())
                .hasSize(1001)
                .contains("Train_Set/few-frames.txt, line 501, arousal: found 8.0" + RANGE)
                .last()
                .isEqualTo("Train_Set/few-frames.txt: after 1000 problems nothing more was read; there may be more");
    }

    @Test
    void aBlankLineAmongLabelsIsNoRow() throws IOException {
        annotate("few-frames", "valence,arousal\n0,0\n\n \n0.5,0.5\n\n");
        assertThat(message(Configs.official(root)))
                .isEqualTo(
                        "affwild2 in " + root + " has 1 problem:\n"
                                + "  1. Train_Set/few-frames.txt, line 3: found a blank line before line 5, wanted a row for every frame");
    }

    @Test
    void trialsWithoutAVideoAreCounted() throws IOException {
        String manifest = Files.readString(root.resolve("store/store.json"));
        Files.writeString(
                root.resolve("store/store.json"),
                manifest.replace("\"video5\", ", "").replace(", \"v1\"", ""));
        assertThat(message(Configs.official(root, Labels.MASKED, 0, 0.1)))
                .isEqualTo("affwild2 in " + root + " has 4 problems:\n"
                        + "  1. 3 of 20 trials are incomplete, wanted at most 2 as allow-missing: 0.1 says; allow-missing:"
                        + " 0.15 would leave them out\n"
                        + "  2. video5_left: the feature store has no clip video5_left, nor video5\n"
                        + "  3. video5_right: the feature store has no clip video5_right, nor video5\n"
                        + "  4. v1: the feature store has no clip v1");
        try (var dataset = new Affwild2Factory()
                .open(Configs.official(root, Labels.MASKED, 0, 0.15), new DatasetContext(List.of(), List.of()))) {
            assertThat(dataset.omissions().get(0))
                    .isEqualTo("3 of 20 trials are left out, as allow-missing: 0.15 allows");
        }
    }

    @Test
    void aLongListIsCut() throws IOException {
        for (int i = 0; i < 30; i++) {
            annotate("extra-" + i, "valence,arousal\n0,0\n");
        }
        DataException refusal = refusal(Configs.official(root));
        assertThat(refusal)
                .hasMessageContaining(
                        " has 31 problems:\n  1. 30 of 50 trials are incomplete, wanted at most 0 as allow-missing: 0 says; allow-missing: 0.6")
                .hasMessageContaining("\n  20. ")
                .hasMessageNotContaining("\n  21. ")
                .hasMessageEndingWith("\n  and 11 more");
        assertThat(refusal.findings())
                .as("the exception has what its message has no line for")
                .hasSize(31)
                .last()
                .isEqualTo("extra-9: the feature store has no clip extra-9");
    }

    @Test
    void aTrialInBothSetsIsRefused() throws IOException {
        Files.copy(
                annotations.resolve("Train_Set/few-frames.txt"), annotations.resolve("Validation_Set/few-frames.txt"));
        assertThat(message(Configs.official(root)))
                .contains("1. few-frames.txt is in Train_Set and in Validation_Set, wanted it in one of them");
    }

    @Test
    void foldersThatAreNotThereAreNamed() throws IOException {
        Files.move(annotations.resolve("Validation_Set"), root.resolve("elsewhere"));
        assertThat(message(Configs.official(root)))
                .isEqualTo(annotations + " has no folder Validation_Set that can be read (it does not exist); wanted"
                        + " Train_Set and Validation_Set with a .txt file for each trial, as the organisers' archive has"
                        + " them, or the option annotations: FOLDER");
        Files.createDirectory(annotations.resolve("Validation_Set"));
        assertThat(message(Configs.official(root)))
                .isEqualTo(annotations.resolve("Validation_Set") + ": found no .txt file, wanted one for each trial");
        assertThat(message(Configs.preprocessed(root, 0, 0)))
                .isEqualTo("There is no folder " + preprocessed + ", wanted the one of the corpus.");
        Files.createDirectories(preprocessed.resolve("empty"));
        assertThat(message(Configs.preprocessed(root, 0, 0)))
                .isEqualTo(preprocessed + ": found no folder with .npy files, wanted one for each trial, as the"
                        + " preprocessing makes them");
    }

    @Test
    void arraysThatDoNotFitAreToldAtOnce() throws IOException {
        writeSmallPreprocessed();
        NpyFiles.floats(preprocessed.resolve("no-rows/bert.npy"), index -> index, 3, 5);
        NpyFiles.floats(preprocessed.resolve("v1/bert.npy"), index -> index, 2, 4);
        assertThat(message(Configs.preprocessed(root, 0, 0)))
                .isEqualTo("affwild2 in " + preprocessed + " has 2 problems:\n"
                        + "  1. no-rows/bert.npy: found 5 features, wanted 4 as in the first trial that has bert.npy\n"
                        + "  2. v1/bert.npy: found 2 rows, wanted 3 like v1/VA_continuous_label.npy");
        NpyFiles.integers(preprocessed.resolve("no-rows/bert.npy"), index -> index, 3, 4);
        NpyFiles.floats(preprocessed.resolve("v1/VA_continuous_label.npy"), index -> 2, 3, 2);
        assertThat(message(Configs.preprocessed(root, 0, 0)))
                .contains("1. no-rows/bert.npy: found dtype <i4 and 2 dimensions, wanted <f2, <f4 or <f8, or pictures:"
                        + " |u1 of 4 dimensions")
                .contains("2. v1/VA_continuous_label.npy, row 0, valence: found 2.0" + RANGE);
        NpyFiles.floats(preprocessed.resolve("v1/VA_continuous_label.npy"), index -> 0, 3, 3);
        Files.delete(preprocessed.resolve("no-rows/bert.npy"));
        Files.delete(preprocessed.resolve("few-frames/VA_continuous_label.npy"));
        NpyFiles.floats(preprocessed.resolve("v1/bert.npy"), index -> index, 3, 4);
        assertThat(message(Configs.preprocessed(root, 0, 0)))
                .contains("v1/VA_continuous_label.npy: found 3 columns, wanted 2, valence,arousal")
                .contains("few-frames: has no VA_continuous_label.npy")
                .contains("no-rows: has no bert.npy");
    }

    @Test
    void aModalityThatIsNotThereIsNamed() throws IOException {
        writeSmallPreprocessed();
        assertThat(message(Configs.preprocessed(root, 0, 0), "brt"))
                .isEqualTo(preprocessed
                        + ": found no modality brt; the nearest is bert, and every modality there is: bert");
        assertThat(message(Configs.official(root), "visuals"))
                .isEqualTo("store.json: found no modality visuals; the nearest is visual, and every modality there is:"
                        + " visual, audio");
    }

    @Test
    void linesOfTheTableOfSplitsAreChecked() throws IOException {
        Path table = Files.writeString(
                root.resolve("splits.csv"), "clip,split\nv1,dev\n../x,train\nv2.part.1,train\nv2.part.1,test\n");
        assertThat(message(Configs.withSplits(Configs.official(root), table)))
                .contains("1. splits.csv, line 2: found the split dev, wanted train, validation or test")
                .contains("2. splits.csv, line 3: found the clip \"../x\", wanted the name of a trial")
                .contains("3. splits.csv, line 5: found the clip v2.part.1 again, wanted each once");
        Files.writeString(table, "clip,split\nv1,train\nv9,train\n");
        assertThat(message(Configs.withSplits(Configs.official(root), table)))
                .contains(
                        "1. v9: the feature store has no clip v9; the nearest is v1; allow-missing: 0.5 would leave it out");
        Files.writeString(table, "clip,split\nv1,train\nt1,train\nv2.part.1,validation\n");
        assertThat(message(Configs.withSplits(Configs.official(root), table)))
                .contains("1. t1: there is no label file t1.txt");
        Files.writeString(table, "clip,split\nv1,train\n");
        assertThat(message(Configs.withSplits(Configs.official(root), table)))
                .isEqualTo("affwild2 in " + root + ": found no trial for validation, wanted at least one");
    }

    @Test
    void anIndexThatIsNoneIsRefused() throws IOException {
        Path index = Files.writeString(root.resolve("dataset_info.pkl"), "no pickle");
        Affwild2Config config = Configs.withSplits(Configs.official(root), index);
        assertThat(message(config))
                .isEqualTo(
                        "dataset_info.pkl: found no pickle of plain lists and texts, wanted that of the authors' preprocessing;"
                                + " a csv file with the columns clip and split tells the same");
        Files.write(index, pickle(Map.of("trial", List.of("v1"))));
        assertThat(message(config))
                .isEqualTo(
                        "dataset_info.pkl: found no list partition, wanted a dictionary with the lists trial and partition");
        Files.write(index, pickle(Map.of("trial", List.of("v1"), "partition", List.of())));
        assertThat(message(config))
                .isEqualTo("dataset_info.pkl: found 1 names in trial and 0 in partition, wanted as many");
        Files.write(index, pickle(Map.of("trial", List.of("v1", "v1"), "partition", List.of("dev", "train"))));
        assertThat(message(config))
                .contains("dataset_info.pkl, trial 0: found the split dev, wanted train, validation or test");
    }

    @Test
    void anIndexThatMeansHarmIsRefusedLikeAnyOther() throws IOException {
        Path index = root.resolve("dataset_info.pkl");
        Affwild2Config config = Configs.withSplits(Configs.official(root), index);
        Files.write(index, new byte[] {'X', -1, -1, -1, 0x7f, '.'}); // a text of 2 GB, it says
        assertThat(message(config)).startsWith("dataset_info.pkl: found no pickle of plain lists and texts");
        Files.write(index, nestedLists());
        assertThat(message(config)).isEqualTo("dataset_info.pkl, trial 0: found no text in trial, wanted one");
        try (RandomAccessFile large = new RandomAccessFile(index.toFile(), "rw")) {
            large.setLength(20_000_000);
        }
        assertThat(message(config))
                .isEqualTo(
                        "dataset_info.pkl: found 20000000 bytes, wanted an index of trials, which has fewer than 16777216");
    }

    /** Returns an index whose one name is a list of twice a list of twice a list: 2^60 words, were they written out. */
    private static byte[] nestedLists() {
        StringBuilder pickle = new StringBuilder("U\002v1q\000");
        for (char list = 0; list < 60; list++) {
            pickle.append("]h")
                    .append(list)
                    .append("ah")
                    .append(list)
                    .append("aq")
                    .append((char) (list + 1));
        }
        pickle.append("}(U\005trial]h\074aU\011partition]U\005trainau.");
        return pickle.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] pickle(Object value) throws IOException {
        return new Pickler().dumps(value);
    }

    @Test
    void foldsNeedFiveTrainingTrials() throws IOException {
        Path table = Files.writeString(root.resolve("splits.csv"), "clip,split\nv1,train\nv2.part.1,validation\n");
        Affwild2Config config = Configs.withSplits(Configs.official(root, Labels.MASKED, 2, 0), table);
        assertThat(message(config))
                .isEqualTo(
                        "affwild2: found 1 training trials, wanted at least 5 to make the blocks of fold 2; fold 0 is"
                                + " the official split");
    }

    @Test
    void optionsThatDoNotFitAreRefused() {
        Affwild2Config official = new Affwild2Config(
                root, Layout.OFFICIAL, Optional.empty(), Optional.empty(), Optional.empty(), Labels.MASKED, 0, 0);
        assertThatThrownBy(() -> new Affwild2Factory().open(official, new DatasetContext(List.of(), List.of())))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "features is missing; the layout official wants the feature store that attune extract made of"
                                + " the raw videos.");
        Affwild2Config both = new Affwild2Config(
                root,
                Layout.PREPROCESSED,
                Optional.of(root),
                Optional.of(root),
                Optional.of(root),
                Labels.MASKED,
                0,
                0);
        assertThatThrownBy(() -> new Affwild2Factory().open(both, new DatasetContext(List.of(), List.of())))
                .isInstanceOf(ConfigException.class)
                .hasMessage("features is for the layout official only; the layout preprocessed has its features in the"
                        + " folder of each trial: take it out, or set features: null where a base or a preset has it."
                        + " annotations and splits both say which trial is in which split, and the"
                        + " layout preprocessed has labels of its own; wanted one of them.");
        assertThatThrownBy(() -> Configs.official(root, Labels.MASKED, 6, 0))
                .hasMessage("fold must be between 0 and 5, found 6");
        assertThatThrownBy(() -> Configs.official(root, Labels.MASKED, 0, 1.5))
                .hasMessage("allow-missing must be between 0 and 1, found 1.5");
    }
}
