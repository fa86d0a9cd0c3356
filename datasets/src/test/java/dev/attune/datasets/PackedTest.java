package dev.attune.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.ConfigException;
import dev.attune.api.ConfigProblem;
import dev.attune.api.DataException;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.datasets.npy.Archives;
import dev.attune.datasets.npy.NpyWriter;
import dev.attune.datasets.npy.NpzFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedTest {
    private static final int[] LENGTHS = {3, 2, 4, 1, 2};
    private static final int ROWS = 12;

    private final PackedFactory factory = new PackedFactory();

    @TempDir
    Path folder;

    // ---- what is read

    @Test
    void clipsAreCutByLengths() {
        try (Dataset dataset = open(config(SplitSource.of(file("train", arrays()))))) {
            assertThat(dataset.info().modalities()).containsExactly(Map.entry("audio", 2), Map.entry("visual", 3));
            assertThat(dataset.info().targets())
                    .containsExactly(TargetInfo.continuous("valence"), TargetInfo.continuous("arousal"));
            List<Clip> clips = dataset.clips(Split.TRAIN);
            assertThat(clips).extracting(Clip::length).containsExactly(3, 2, 4, 1, 2);
            assertThat(clips)
                    .extracting(Clip::id)
                    .containsExactly("train-0000", "train-0001", "train-0002", "train-0003", "train-0004");
            assertThat(Reading.features(clips.get(1), "audio", 2, 0, 2)).containsExactly(6, 7, 8, 9);
            assertThat(Reading.features(clips.get(2), "visual", 3, 1, 2)).containsExactly(18, 19, 20);
            assertThat(Reading.labels(clips.get(3), 2)).containsExactly(0.9f, -0.9f);
            assertThat(Reading.mask(clips.get(0), "audio")).containsExactly(true, true, true);
            assertThat(dataset.clips(Split.TEST)).isEmpty();
        }
    }

    @Test
    void modalitiesAndTargetsAreChosenInOrder() {
        Path train = file("train", arrays());
        try (Dataset dataset = factory.open(
                config(SplitSource.of(train)), new DatasetContext(List.of("visual"), List.of("arousal")))) {
            assertThat(dataset.info().modalities()).containsExactly(Map.entry("visual", 3));
            Clip clip = dataset.clips(Split.TRAIN).get(1);
            assertThat(Reading.labels(clip, 1)).containsExactly(-0.3f, -0.4f);
            assertThat(clip.describe("labels", 1, 0))
                    .isEqualTo("train.npz, array labels_valence_arousal, row 4, column 1 (clip train-0001, frame 1)");
            assertThatThrownBy(() -> Reading.features(clip, "audio", 2, 0, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the dataset was opened with [visual], not with audio");
        }
    }

    @Test
    void masksAndMissingLabelsAreRead() {
        Map<String, byte[]> arrays = arrays();
        boolean[] mask = new boolean[ROWS];
        mask[1] = true;
        arrays.put("audio.mask", NpyWriter.encode(mask, ROWS));
        float[] labels = labels();
        labels[0] = -5;
        labels[1] = Float.NaN;
        arrays.put("labels_valence_arousal", NpyWriter.encode(labels, ROWS, 2));
        PackedConfig config = new PackedConfig(
                Optional.of(SplitSource.of(file("train", arrays))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                PackedConfig.Kind.AUTO,
                List.of(-1.0, 1.0),
                List.of(-5.0),
                Optional.empty(),
                64,
                Optional.empty(),
                Optional.empty());
        try (Dataset dataset = open(config)) {
            Clip clip = dataset.clips(Split.TRAIN).get(0);
            assertThat(Reading.mask(clip, "audio")).containsExactly(false, true, false);
            assertThat(Reading.mask(clip, "visual")).containsExactly(true, true, true);
            assertThat(Reading.labels(clip, 2)).containsExactly(Float.NaN, Float.NaN, 0.1f, -0.1f, 0.2f, -0.2f);
        }
    }

    @Test
    void binaryTargetsAreRecognised() {
        Map<String, byte[]> arrays = arrays();
        arrays.remove("labels_valence_arousal");
        float[] labels = new float[ROWS * 2];
        for (int row = 0; row < ROWS; row++) {
            labels[2 * row] = row % 2;
            labels[2 * row + 1] = row % 2 * 0.5f;
        }
        arrays.put("labels_positive_strength", NpyWriter.encode(labels, ROWS, 2));
        try (Dataset dataset = open(config(SplitSource.of(file("train", arrays))))) {
            assertThat(dataset.info().targets())
                    .containsExactly(TargetInfo.binary("positive"), TargetInfo.continuous("strength"));
        }
    }

    @Test
    void withoutLengthsPiecesAreClips() {
        Map<String, byte[]> arrays = arrays();
        arrays.remove("lengths");
        SplitSource train = SplitSource.of(file("train", arrays));
        try (Dataset dataset = open(inPieces(train, null, 5))) {
            assertThat(dataset.clips(Split.TRAIN)).extracting(Clip::length).containsExactly(5, 5, 2);
            assertThat(Reading.features(dataset.clips(Split.TRAIN).get(1), "audio", 2, 0, 1))
                    .containsExactly(10, 11);
        }
        try (Dataset dataset = open(inPieces(train, null, 1_000_000))) {
            assertThat(dataset.clips(Split.TRAIN)).extracting(Clip::length).containsExactly(ROWS);
        }
    }

    @Test
    void aFileWithLengthsIsNotCutIntoPieces() {
        try (Dataset dataset = open(inPieces(SplitSource.of(file("train", arrays())), null, 5))) {
            assertThat(dataset.clips(Split.TRAIN)).extracting(Clip::length).containsExactly(3, 2, 4, 1, 2);
        }
    }

    @Test
    void foldsOfPiecesAreRefused() {
        Map<String, byte[]> arrays = arrays();
        arrays.remove("lengths");
        SplitSource train = SplitSource.of(file("train", arrays));
        assertData(
                inPieces(train, SplitSource.fold(Split.TRAIN, 2, 0, 0), 3),
                "train.npz: found neither an array lengths nor a clip-column, wanted one of them for the folds of"
                        + " validation, since neighbouring pieces of one recording would fall into different folds");
    }

    @Test
    void withoutLengthsAColumnTellsClipsApart() throws IOException {
        Map<String, byte[]> arrays = arrays();
        arrays.remove("lengths");
        Path train = file("train", arrays);
        table(
                "train",
                "speaker,id",
                "A,a1",
                "A,a2",
                "B,b/1",
                "B,b2",
                "A,a3",
                "A,x",
                "A,x",
                "A,x",
                "A,x",
                "A,x",
                "A,x",
                "C,c");
        PackedConfig config = withColumns(SplitSource.of(train), Optional.of("speaker"), Optional.of("id"));
        try (Dataset dataset = open(config)) {
            assertThat(dataset.clips(Split.TRAIN)).extracting(Clip::length).containsExactly(2, 2, 7, 1);
            assertThat(Reading.ids(dataset, Split.TRAIN)).containsExactly("a1", "b_1", "a3", "c");
        }
    }

    // ---- splits

    @Test
    void foldsAreCarvedAndTheRestStays() {
        Path train = file("train", arrays());
        PackedConfig config = splits(
                SplitSource.of(train), SplitSource.fold(Split.TRAIN, 5, 0, 7), SplitSource.fold(Split.TRAIN, 5, 1, 7));
        try (Dataset dataset = open(config)) {
            assertThat(dataset.clips(Split.TRAIN)).hasSize(3);
            assertThat(dataset.clips(Split.VALIDATION)).hasSize(1);
            assertThat(dataset.clips(Split.TEST)).hasSize(1);
        }
    }

    @Property(tries = 40)
    void carvedSplitsAreDisjointAndComplete(
            @ForAll @IntRange(min = 3, max = 5) int folds,
            @ForAll @IntRange(max = 4) int fold,
            @ForAll @IntRange(min = 1, max = 2) int apart,
            @ForAll long seed)
            throws IOException {
        Path own = Files.createTempDirectory("attune-test");
        Path train = Archives.deflated(own.resolve("train.npz"), arrays());
        PackedConfig config = splits(
                SplitSource.of(train),
                SplitSource.fold(Split.TRAIN, folds, fold % folds, seed),
                SplitSource.fold(Split.TRAIN, folds, (fold + apart) % folds, seed));
        try (Dataset dataset = open(config)) {
            Set<String> seen = new HashSet<>();
            for (Split split : Split.values()) {
                assertThat(dataset.clips(split)).isNotEmpty();
                Reading.ids(dataset, split)
                        .forEach(id -> assertThat(seen.add(id)).isTrue());
            }
            assertThat(seen).hasSize(LENGTHS.length);
        } finally {
            Files.delete(train);
            Files.delete(own);
        }
    }

    @Test
    void aColumnOfClipsOrOfRowsTellsFoldsApart() throws IOException {
        Path train = file("train", arrays());
        PackedConfig config = splits(SplitSource.of(train), SplitSource.column(Split.TRAIN, "cv_fold", 1), null);
        table("train", "session,cv_fold", "a,0", "b,1", "c,0", "d,1", "e,2");
        try (Dataset dataset = open(config)) {
            assertThat(Reading.ids(dataset, Split.VALIDATION)).containsExactly("train-0001", "train-0003");
        }
        table("train", "cv_fold", "0", "0", "0", "1", "1", "0", "0", "0", "0", "1", "2", "2");
        try (Dataset dataset = open(config)) {
            assertThat(Reading.ids(dataset, Split.VALIDATION)).containsExactly("train-0001", "train-0003");
            assertThat(Reading.ids(dataset, Split.TRAIN)).containsExactly("train-0000", "train-0002", "train-0004");
        }
        table("train", "cv_fold", "0", "0", "0", "1", "1", "0", "0", "1", "0", "1", "2", "2");
        assertData(
                config,
                "train.csv, line 9, column cv_fold: found 1 in a clip that began with 0, wanted one value a clip");
        table("train", "cv_fold", "0", "1");
        assertData(config, "train.csv: found 2 rows, wanted 5, one per clip of train.npz, or 12, one per row");
        table("train", "cv_fold", "0", "0", "0", "0", "0");
        assertData(
                config, "train.npz, column cv_fold: found no value 1; the nearest is 0, and every value there is: 0");
    }

    @Test
    void valuesOfAColumnMayBeNamed() throws IOException {
        Path train = file("train", arrays());
        table("train", "speaker", "F01", "M01", "F02", "M02", "F01");
        SplitSource test = new SplitSource(
                Optional.empty(),
                Optional.of(Split.TRAIN),
                SplitSource.By.COLUMN,
                5,
                0,
                0,
                Optional.of("speaker"),
                List.of("F01", "M02"),
                Optional.empty());
        try (Dataset dataset = open(splits(SplitSource.of(train), null, test))) {
            assertThat(Reading.ids(dataset, Split.TEST)).containsExactly("train-0000", "train-0003", "train-0004");
        }
    }

    @Test
    void clipsOfAGroupStayInOneFold() throws IOException {
        SplitSource train = SplitSource.of(file("train", arrays()));
        table("train", "speaker", "anna", "bert", "anna", "carl", "bert");
        for (int fold = 0; fold < 3; fold++) {
            try (Dataset dataset = open(grouped(train, SplitSource.fold(Split.TRAIN, 3, fold, 0)))) {
                assertThat(Reading.groups(dataset, Split.TRAIN))
                        .doesNotContainAnyElementsOf(Reading.groups(dataset, Split.VALIDATION));
                assertThat(Reading.groups(dataset, Split.VALIDATION))
                        .containsOnly(Reading.groups(dataset, Split.VALIDATION).get(0));
            }
        }
        try (Dataset dataset = open(grouped(train, null))) {
            assertThat(Reading.groups(dataset, Split.TRAIN)).containsExactly("anna", "bert", "anna", "carl", "bert");
        }
        try (Dataset dataset = open(config(train))) {
            assertThat(Reading.groups(dataset, Split.TRAIN)).isEqualTo(Reading.ids(dataset, Split.TRAIN));
        }
        assertData(
                grouped(train, SplitSource.fold(Split.TRAIN, 4, 0, 0)),
                "train.npz: found 3 groups of 5 clips, wanted at least 4 to deal out into the folds of validation");
    }

    @Test
    void aGroupMustBeNamedOnceAClip() throws IOException {
        PackedConfig config = grouped(SplitSource.of(file("train", arrays())), null);
        table("train", "speaker,session", "anna,1", " ,1", "anna,2", "carl,2", "bert,3");
        assertData(
                config,
                "train.csv, line 3, column speaker: found no name, wanted that of the group of the clip train-0001");
        table("train", "speaker", "a", "a", "a", "b", "b", "a", "a", "c", "a", "d", "e", "e");
        assertData(
                config,
                "train.csv, line 9, column speaker: found c in a clip that began with a, wanted one value a clip");
        table("train", "session", "1", "2", "3", "4", "5");
        assertData(
                config,
                "train.csv: found no column speaker; the nearest is session, and every column there is: session");
    }

    @Test
    void filesOfOneNameGiveClipsOfTwoNames() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path first = file("data", arrays());
        Path second = Archives.stored(other.resolve("data.npz"), arrays());
        try (Dataset dataset = open(splits(SplitSource.of(first), SplitSource.of(second), null))) {
            assertThat(Reading.ids(dataset, Split.TRAIN)).contains("train-data-0000");
            assertThat(Reading.ids(dataset, Split.VALIDATION)).contains("validation-data-0000");
        }
    }

    @Test
    void theSameClipInTwoSplitsIsRefused() throws IOException {
        Path train = file("train", arrays());
        Path test = file("test", arrays());
        table("train", "session", "a", "b", "c", "d", "e");
        table("test", "session", "f", "g", "c", "h", "i");
        PackedConfig config = new PackedConfig(
                Optional.of(SplitSource.of(train)),
                Optional.empty(),
                Optional.of(SplitSource.of(test)),
                Optional.empty(),
                List.of(),
                PackedConfig.Kind.AUTO,
                List.of(-1.0, 1.0),
                List.of(),
                Optional.empty(),
                64,
                Optional.of("session"),
                Optional.empty());
        assertData(
                config,
                "packed corpus: found the clip c twice, in train and test, wanted every clip once, in one split");
    }

    @Test
    void overlappingFoldsAreRefused() {
        Path train = file("train", arrays());
        PackedConfig config = splits(
                SplitSource.of(train), SplitSource.fold(Split.TRAIN, 2, 0, 7), SplitSource.fold(Split.TRAIN, 5, 0, 7));
        // Of 5 clips fold 0 of 2 takes the first, third and fifth that are dealt, fold 0 of 5 the first.
        assertThatThrownBy(() -> open(config))
                .isInstanceOf(DataException.class)
                .hasMessageMatching("train\\.npz: validation and test both take the clip train-000\\d, wanted disjoint"
                        + " parts; give both the same folds, seed and by, and each its own fold");
    }

    @Test
    void tooFewClipsAreRefused() {
        PackedConfig config =
                splits(SplitSource.of(file("train", arrays())), SplitSource.fold(Split.TRAIN, 6, 0, 0), null);
        assertData(config, "train.npz: found 5 clips, wanted at least 6 to deal out into the folds of validation");
    }

    @Test
    void nothingLeftForTheOwnerIsRefused() {
        PackedConfig config = splits(
                SplitSource.of(file("train", arrays())),
                SplitSource.fold(Split.TRAIN, 2, 0, 0),
                SplitSource.fold(Split.TRAIN, 2, 1, 0));
        assertData(config, "train.npz: other splits take all 5 clips, wanted some to be left for train");
    }

    // ---- configurations that cannot be right

    @Test
    void testClipsAreForTheTestSplitAlone() throws IOException {
        SplitSource train = SplitSource.of(file("train", arrays()));
        Path test = file("test", arrays());
        String wanted = " takes its clips from test, which is kept for the end; wanted ";
        assertProblems(
                splits(train, SplitSource.fold(Split.TEST, 5, 0, 0), SplitSource.of(test)),
                "validation: validation" + wanted + "from: train");
        assertProblems(
                splits(train, SplitSource.column(Split.TEST, "cv_fold", 1), SplitSource.of(test)),
                "validation: validation" + wanted + "from: train");
        assertProblems(
                splits(SplitSource.fold(Split.TEST, 5, 0, 0), null, SplitSource.of(test)),
                "train: train" + wanted + "clips of its own");
        Path link = Files.createSymbolicLink(folder.resolve("validation.npz"), test);
        assertProblems(
                splits(train, SplitSource.of(link), SplitSource.of(test)),
                "test: test is the same file as validation, test.npz; wanted another file, or {from: validation,"
                        + " folds: 5, fold: 0} (data.validation)");
        assertProblems(splits(train, SplitSource.of(test), SplitSource.fold(Split.VALIDATION, 5, 0, 0)));
    }

    @Test
    void wrongSplitsAreFoundWithoutData() {
        SplitSource train = SplitSource.of(Path.of("a.npz"));
        SplitSource fold = SplitSource.fold(Split.TRAIN, 5, 1, 0);
        assertProblems(splits(null, null, null), "train: train is missing; wanted the path of an .npz file");
        assertProblems(
                splits(train, SplitSource.of(Path.of("x/../a.npz")), null),
                "validation: validation is the same file as train, a.npz; wanted another file, or {from: train, folds: 5,"
                        + " fold: 0} (data.train)");
        assertProblems(
                splits(train, fold, fold),
                "test: test is the same part of train as validation, fold 1; wanted another (data.validation)");
        assertProblems(
                splits(train, fold, SplitSource.fold(Split.VALIDATION, 5, 0, 0)),
                "test: test takes its clips from validation, which has no file of its own; wanted from: the split that"
                        + " names the file (data.validation)");
        assertProblems(
                splits(train, SplitSource.fold(Split.VALIDATION, 5, 0, 0), SplitSource.fold(Split.VALIDATION, 5, 1, 0)),
                "validation: validation takes its clips from itself; wanted another split",
                "test: test takes its clips from validation, which has no file of its own; wanted from: the split that"
                        + " names the file (data.validation)");
        assertProblems(
                splits(train, null, SplitSource.fold(Split.VALIDATION, 5, 0, 0)),
                "test: test takes its clips from validation, which is not configured");
        assertProblems(
                splits(SplitSource.fold(Split.TRAIN, 5, 0, 0), null, null),
                "train: train takes its clips from itself; wanted another split");
        assertProblems(
                splits(train, source(null, null, SplitSource.By.CLIP, null), null),
                "validation: validation has neither file nor from; wanted one of them");
        assertProblems(
                splits(train, source("b.npz", Split.TRAIN, SplitSource.By.CLIP, null), null),
                "validation: validation has both file and from; wanted one of them");
        assertProblems(
                splits(train, source(null, Split.TRAIN, SplitSource.By.COLUMN, null), null),
                "validation: validation has by: column but no column; wanted the name of one");
        assertProblems(
                splits(train, source(null, Split.TRAIN, SplitSource.By.CLIP, "cv_fold"), null),
                "validation: validation has a column, which by: clip does not look at; wanted by: column with it");
        assertProblems(splits(train, fold, SplitSource.fold(Split.TRAIN, 5, 2, 0)));
    }

    @Test
    void openingAWrongConfigurationIsRefused() {
        assertThatThrownBy(() -> open(splits(null, null, null)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("train is missing; wanted the path of an .npz file.");
    }

    // ---- data that cannot be right

    @Test
    void aLabelOutsideItsRangeIsNamed() {
        float[] labels = labels();
        labels[2 * 7 + 1] = 1.5f;
        assertData(
                config(with("labels_valence_arousal", NpyWriter.encode(labels, ROWS, 2))),
                "train.npz, array labels_valence_arousal, row 7, column 1 (arousal): found 1.5, wanted a value in"
                        + " [-1.0, 1.0]; if the labels have another range, set range, and if the value stands for a"
                        + " missing label, set missing-label");
    }

    @Test
    void aLabelAtTheBoundIsInRangeAsAFloat() {
        float[] labels = new float[ROWS * 2];
        // As doubles these floats lie outside: (float) 0.3 is 0.30000001192...
        labels[0] = 0.3f;
        labels[1] = -0.3f;
        Map<String, byte[]> arrays = arrays();
        arrays.put("labels_valence_arousal", NpyWriter.encode(labels, ROWS, 2));
        SplitSource train = SplitSource.of(file("train", arrays));
        try (Dataset dataset = open(withRange(train, -0.3, 0.3))) {
            assertThat(Reading.labels(dataset.clips(Split.TRAIN).get(0), 2)).startsWith(0.3f, -0.3f);
        }
        assertThatThrownBy(() -> open(withRange(train, -0.3, 0.2999)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "train.npz, array labels_valence_arousal, row 0, column 0 (valence): found 0.3, wanted a value"
                                + " in [-0.3, 0.2999]");
    }

    @Test
    void aLabelThatIsNotBinaryIsNamed() {
        PackedConfig config = new PackedConfig(
                Optional.of(SplitSource.of(file("train", arrays()))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                PackedConfig.Kind.BINARY,
                List.of(-1.0, 1.0),
                List.of(),
                Optional.empty(),
                64,
                Optional.empty(),
                Optional.empty());
        assertData(
                config,
                "train.npz, array labels_valence_arousal, row 1, column 0 (valence): found 0.1, wanted 0 or 1; if the"
                        + " labels are not binary, set kind: continuous");
    }

    @Test
    void brokenFeaturesAreDescribed() {
        float[] audio = new float[ROWS * 2];
        audio[6 * 2 + 1] = Float.POSITIVE_INFINITY;
        try (Dataset dataset = open(config(with("audio", NpyWriter.encode(audio, ROWS, 2))))) {
            for (Clip clip : dataset.clips(Split.TRAIN)) {
                float[] values = Reading.features(clip, "audio", 2, 0, clip.length());
                for (int i = 0; i < values.length; i++) {
                    if (!Float.isFinite(values[i])) {
                        assertThat(clip.describe("audio", i / 2, i % 2))
                                .isEqualTo("train.npz, array audio, row 6, column 1 (clip train-0002, frame 1)");
                        return;
                    }
                }
            }
        }
        throw new AssertionError("the infinite feature was not read");
    }

    @Test
    void arraysThatDoNotFitAreNamed() {
        assertData(
                config(with("audio", NpyWriter.encode(new float[22], 11, 2))),
                "train.npz, array audio: found 11 rows, wanted 12 like array labels_valence_arousal");
        assertData(
                config(with("lengths", NpyWriter.encode(new int[] {5, 6}, 2))),
                "train.npz, array lengths: found a sum of 11, wanted 12, the rows of array labels_valence_arousal");
        assertData(
                config(with("lengths", NpyWriter.encode(new int[] {12, 0}, 2))),
                "train.npz, array lengths, row 1: found 0, wanted at least 1");
        assertData(
                config(with("lengths", NpyWriter.encode(new float[] {12}, 1))),
                "train.npz, array lengths: found dtype <f4, wanted <i2, <i4, <i8 or |u1");
        assertData(
                config(with("labels_valence_arousal", NpyWriter.encode(new int[24], 12, 2))),
                "train.npz, array labels_valence_arousal: found dtype <i4, wanted <f2, <f4 or <f8");
        assertData(
                config(with("labels_valence_arousal", NpyWriter.encode(new float[12], 12, 1))),
                "train.npz, array labels_valence_arousal: found 1 columns and the names valence, arousal for them,"
                        + " wanted a name for each; set label-names");
        assertData(
                config(with("audio.mask", NpyWriter.encode(new float[12], 12))),
                "train.npz, array audio.mask: found dtype <f4, wanted |b1 or |u1");
        assertData(
                config(with("labels_other", NpyWriter.encode(new float[12], 12, 1))),
                "train.npz: found the arrays labels_valence_arousal, labels_other, wanted one; name it with the option"
                        + " labels; every array there is: audio, visual, labels_valence_arousal, lengths, labels_other");
    }

    @Test
    void aSplitWithoutLabelsIsRefused() {
        SplitSource train = SplitSource.of(file("train", arrays()));
        Map<String, byte[]> arrays = arrays();
        byte[] labels = arrays.remove("labels_valence_arousal");
        SplitSource test = SplitSource.of(file("test", arrays));
        assertData(
                splits(train, null, test),
                "test.npz: found no array whose name starts with labels, wanted one, since every split needs labels;"
                        + " name it with the option labels; every array there is: audio, visual, lengths");
        assertData(
                splits(train, null, SplitSource.of(file("empty", Map.of()))),
                "empty.npz: found no array whose name starts with labels, wanted one, since every split needs labels;"
                        + " name it with the option labels; every array there is: none");
        arrays.put("labels_arousal_valence", labels);
        file("test", arrays);
        PackedConfig named = new PackedConfig(
                Optional.of(train),
                Optional.empty(),
                Optional.of(test),
                Optional.of("labels_valence_arousal"),
                List.of(),
                PackedConfig.Kind.AUTO,
                List.of(-1.0, 1.0),
                List.of(),
                Optional.empty(),
                64,
                Optional.empty(),
                Optional.empty());
        assertData(
                named,
                "test.npz: found no array labels_valence_arousal; the nearest is labels_arousal_valence, and every"
                        + " array there is: audio, visual, lengths, labels_arousal_valence");
    }

    @Test
    void anOpeningThatFailsLeavesNothingOpen() {
        Map<String, byte[]> other = arrays();
        other.put("visual", NpyWriter.encode(new float[ROWS * 4], ROWS, 4));
        PackedConfig config =
                splits(SplitSource.of(file("train", arrays())), SplitSource.of(file("valid", other)), null);
        PackedCorpus corpus = new PackedCorpus(config, Reading.everything());
        assertThatThrownBy(corpus::open).isInstanceOf(DataException.class).hasMessageStartingWith("valid.npz");
        assertThat(corpus.files())
                .hasSize(2)
                .allSatisfy(opened -> assertThatThrownBy(opened::labels)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(opened.name() + " is closed"));
    }

    @Test
    void aFileWhoseClipsAreNotFoundIsClosed() {
        Path train = file("train", Map.of("audio", NpyWriter.encode(new float[2], 1, 2)));
        NpzFile npz = NpzFile.open(train, "train.npz");
        assertThatThrownBy(() -> PackedFile.open(train, npz, config(SplitSource.of(train))))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("train.npz: found no array whose name starts with labels");
        assertThatThrownBy(() -> npz.array("audio"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("train.npz is closed");
    }

    @Test
    void anArrayOfWrongRankThatIsAskedForIsNamed() {
        PackedConfig config = config(with("depth", NpyWriter.encode(new float[24], 12, 2, 1)));
        assertThatThrownBy(() -> factory.open(config, Reading.modalities("depth")))
                .isInstanceOf(DataException.class)
                .hasMessage("train.npz, array depth: found 3 dimensions, shape (12, 2, 1), wanted 2");
    }

    @Test
    void anUnknownModalityOrTargetIsNamedWithTheNearest() {
        PackedConfig config = config(SplitSource.of(file("train", arrays())));
        assertThatThrownBy(() -> factory.open(config, Reading.modalities("vidual")))
                .isInstanceOf(DataException.class)
                .hasMessage("train.npz: found no modality vidual; the nearest is visual, and every modality there is:"
                        + " audio, visual");
        assertThatThrownBy(() -> factory.open(config, new DatasetContext(List.of(), List.of("valance"))))
                .isInstanceOf(DataException.class)
                .hasMessage("train.npz, array labels_valence_arousal: found no target valance; the nearest is valence,"
                        + " and every target there is: valence, arousal");
    }

    @Test
    void filesThatDifferAreNamed() {
        Map<String, byte[]> other = arrays();
        other.put("visual", NpyWriter.encode(new float[ROWS * 4], ROWS, 4));
        assertData(
                splits(SplitSource.of(file("train", arrays())), SplitSource.of(file("valid", other)), null),
                "valid.npz, array visual: found 4 columns, wanted 3 like train.npz");
    }

    @Test
    void aTruncatedOrMissingFileIsNamed() throws IOException {
        Path train = file("train", arrays());
        byte[] content = Files.readAllBytes(train);
        Files.write(train, Arrays.copyOf(content, content.length / 2));
        assertData(
                config(SplitSource.of(train)),
                "train.npz is not a complete .npz (zip) file: its directory, which stands at the end, is missing;"
                        + " was it cut short while being copied?");
        Path none = folder.resolve("none.npz");
        assertData(config(SplitSource.of(none)), "none.npz does not exist; looked for " + none);
    }

    @Test
    void theFingerprintFollowsTheContent() {
        PackedConfig config = config(SplitSource.of(file("train", arrays())));
        String before;
        try (Dataset dataset = open(config)) {
            before = dataset.fingerprint();
            assertThat(before).matches("[0-9a-f]{64}").isEqualTo(dataset.fingerprint());
        }
        try (Dataset dataset = open(config(with("audio", NpyWriter.encode(new float[24], 12, 2))))) {
            assertThat(dataset.fingerprint()).isNotEqualTo(before);
        }
    }

    // ---- helpers

    private Dataset open(PackedConfig config) {
        return factory.open(config, Reading.everything());
    }

    private void assertData(PackedConfig config, String message) {
        assertThatThrownBy(() -> open(config)).isInstanceOf(DataException.class).hasMessage(message);
    }

    private void assertProblems(PackedConfig config, String... wanted) {
        assertThat(factory.check(config, new ExperimentFacts(List.of(), 4, List.of())))
                .extracting(PackedTest::text)
                .containsExactly(wanted);
    }

    private static String text(ConfigProblem problem) {
        return problem.option() + ": " + problem.message()
                + problem.conflictsWith().map(path -> " (" + path + ")").orElse("");
    }

    private static SplitSource source(
            @Nullable String file, @Nullable Split from, SplitSource.By by, @Nullable String column) {
        return new SplitSource(
                Optional.ofNullable(file).map(Path::of),
                Optional.ofNullable(from),
                by,
                5,
                0,
                0,
                Optional.ofNullable(column),
                List.of(),
                Optional.empty());
    }

    private static PackedConfig config(SplitSource train) {
        return splits(train, null, null);
    }

    private static PackedConfig splits(
            @Nullable SplitSource train, @Nullable SplitSource validation, @Nullable SplitSource test) {
        return new PackedConfig(
                Optional.ofNullable(train),
                Optional.ofNullable(validation),
                Optional.ofNullable(test),
                Optional.empty(),
                List.of(),
                PackedConfig.Kind.AUTO,
                List.of(-1.0, 1.0),
                List.of(),
                Optional.empty(),
                64,
                Optional.empty(),
                Optional.empty());
    }

    private static PackedConfig inPieces(SplitSource train, @Nullable SplitSource validation, int clipLength) {
        return new PackedConfig(
                Optional.of(train),
                Optional.ofNullable(validation),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                PackedConfig.Kind.AUTO,
                List.of(-1.0, 1.0),
                List.of(),
                Optional.empty(),
                clipLength,
                Optional.empty(),
                Optional.empty());
    }

    private static PackedConfig withRange(SplitSource train, double min, double max) {
        return new PackedConfig(
                Optional.of(train),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                PackedConfig.Kind.AUTO,
                List.of(min, max),
                List.of(),
                Optional.empty(),
                64,
                Optional.empty(),
                Optional.empty());
    }

    private static PackedConfig grouped(SplitSource train, @Nullable SplitSource validation) {
        return new PackedConfig(
                Optional.of(train),
                Optional.ofNullable(validation),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                PackedConfig.Kind.AUTO,
                List.of(-1.0, 1.0),
                List.of(),
                Optional.empty(),
                64,
                Optional.empty(),
                Optional.of("speaker"));
    }

    private static PackedConfig withColumns(SplitSource train, Optional<String> clipColumn, Optional<String> idColumn) {
        return new PackedConfig(
                Optional.of(train),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                PackedConfig.Kind.AUTO,
                List.of(-1.0, 1.0),
                List.of(),
                clipColumn,
                64,
                idColumn,
                Optional.empty());
    }

    private SplitSource with(String name, byte[] array) {
        Map<String, byte[]> arrays = arrays();
        arrays.put(name, array);
        return SplitSource.of(file("train", arrays));
    }

    private Path file(String base, Map<String, byte[]> arrays) {
        return Archives.deflated(folder.resolve(base + ".npz"), arrays);
    }

    private void table(String base, String... lines) throws IOException {
        Files.write(folder.resolve(base + ".csv"), List.of(lines));
    }

    /** Twelve rows: audio counts from 0 by twos, visual by threes. */
    private static Map<String, byte[]> arrays() {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("audio", NpyWriter.encode(counting(ROWS * 2), ROWS, 2));
        arrays.put("visual", NpyWriter.encode(counting(ROWS * 3), ROWS, 3));
        arrays.put("labels_valence_arousal", NpyWriter.encode(labels(), ROWS, 2));
        arrays.put("lengths", NpyWriter.encode(LENGTHS, LENGTHS.length));
        return arrays;
    }

    private static float[] counting(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i;
        }
        return values;
    }

    private static float[] labels() {
        float[] labels = new float[ROWS * 2];
        for (int row = 0; row < ROWS; row++) {
            labels[2 * row] = row % 10 / 10f;
            labels[2 * row + 1] = -(row % 10) / 10f;
        }
        return labels;
    }
}
