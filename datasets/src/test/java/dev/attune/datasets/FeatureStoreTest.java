package dev.attune.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.ExperimentFacts;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.datasets.npy.NpyWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureStoreTest {
    private static final String MANIFEST = """
            {
              "format": 1,
              "modalities": {"visual": {"dim": 3}, "audio": {"dim": 2}},
              "encoders": {"visual": {"type": "anything", "model": null}},
              "targets": [
                {"name": "valence", "kind": "continuous", "min": -1, "max": 1},
                {"name": "speaks", "kind": "binary"}
              ],
              "splits": {"train": ["c0", "c1", "c2", "c3"], "test": ["c4"]}
            }
            """;

    private final FeaturesFactory factory = new FeaturesFactory();

    @TempDir
    Path root;

    @BeforeEach
    void writeStore() throws IOException {
        Files.writeString(root.resolve("store.json"), MANIFEST);
        for (int clip = 0; clip < 5; clip++) {
            writeClip("c" + clip, 3 + clip, 100 * clip);
        }
    }

    private void writeClip(String id, int frames, int first) throws IOException {
        Files.createDirectory(root.resolve(id));
        write(
                id,
                "time",
                NpyWriter.encode(
                        IntStream.range(0, frames).mapToDouble(i -> i / 25.0).toArray(), frames));
        write(id, "visual", NpyWriter.encode(counting(first, frames * 3), frames, 3));
        write(id, "audio", NpyWriter.encode(counting(first, frames * 2), frames, 2));
        float[] labels = new float[frames * 2];
        for (int frame = 0; frame < frames; frame++) {
            labels[2 * frame] = frame / 10f;
            labels[2 * frame + 1] = frame % 2;
        }
        write(id, "labels", NpyWriter.encode(labels, frames, 2));
    }

    @Test
    void clipsAreRead() {
        write("c1", "audio.mask", NpyWriter.encode(new boolean[] {true, false, true, false}, 4));
        try (Dataset dataset = open()) {
            assertThat(dataset.info().modalities().keySet()).containsExactly("visual", "audio");
            assertThat(dataset.info().targets())
                    .containsExactly(TargetInfo.continuous("valence"), TargetInfo.binary("speaks"));
            assertThat(Reading.ids(dataset, Split.TRAIN)).containsExactly("c0", "c1", "c2", "c3");
            assertThat(dataset.clips(Split.VALIDATION)).isEmpty();
            Clip clip = dataset.clips(Split.TRAIN).get(1);
            assertThat(clip.length()).isEqualTo(4);
            assertThat(Reading.features(clip, "audio", 2, 1, 3)).containsExactly(102, 103, 104, 105);
            assertThat(Reading.mask(clip, "audio")).containsExactly(true, false, true, false);
            assertThat(Reading.mask(clip, "visual")).containsExactly(true, true, true, true);
            assertThat(Reading.labels(clip, 2)).containsExactly(0, 0, 0.1f, 1, 0.2f, 0, 0.3f, 1);
            assertThat(clip.describe("visual", 2, 1)).isEqualTo("c1/visual.npy, row 2, column 1");
        }
    }

    @Test
    void timesAreThoseOfTheFile() {
        write("c1", "time", NpyWriter.encode(new double[] {0.02, 0.06, 0.5, 0.54}, 4)); // with a gap, as files have
        try (Dataset dataset = open()) {
            double[] times = new double[4];
            dataset.clips(Split.TRAIN).get(1).readTimes(1, 4, times, 1);
            assertThat(times).containsExactly(0, 0.06, 0.5, 0.54);
        }
    }

    @Test
    void tellsHowItsFeaturesWereMade() throws IOException {
        try (Dataset dataset = open()) {
            assertThat(dataset.extraction()).contains("{\"visual\":{\"type\":\"anything\",\"model\":null}}");
        }
        String all = "{\"a\":[1,-2.5,1.0E-7,16000,true,[],{}],\"b\":\"tab\\u0009, \\\"quoted\\\", \\\\, é\"}";
        for (String text : List.of("{}", "\"by hand\"", all)) {
            Files.writeString(
                    root.resolve("store.json"),
                    MANIFEST.replace("{\"visual\": {\"type\": \"anything\", \"model\": null}}", text));
            try (Dataset dataset = open()) {
                // What says nothing, or not in the way of the program that extracts, is no description.
                assertThat(dataset.extraction()).isEqualTo(text.equals(all) ? Optional.of(all) : Optional.empty());
            }
        }
    }

    @Test
    void targetsAreChosen() {
        try (Dataset dataset =
                factory.open(FeaturesConfig.of(root), new DatasetContext(List.of("audio"), List.of("speaks")))) {
            Clip clip = dataset.clips(Split.TRAIN).get(0);
            assertThat(Reading.labels(clip, 1)).containsExactly(0, 1, 0);
            assertThat(clip.describe("labels", 2, 0)).isEqualTo("c0/labels.npy, row 2, column 1");
        }
    }

    @Test
    void aClipWithoutLabelsHasNone() throws IOException {
        Files.delete(root.resolve("c4/labels.npy"));
        try (Dataset dataset = open()) {
            assertThat(Reading.labels(dataset.clips(Split.TEST).get(0), 2))
                    .containsOnly(Float.NaN)
                    .hasSize(14);
        }
    }

    @Test
    void clipsMayBelongTogether() throws IOException {
        try (Dataset dataset = open()) {
            assertThat(Reading.groups(dataset, Split.TRAIN)).containsExactly("c0", "c1", "c2", "c3");
        }
        group("clip,group", "c3,anna", "c0, anna", "c4,bert");
        for (int fold = 0; fold < 3; fold++) {
            FeaturesConfig config = new FeaturesConfig(
                    root, Optional.empty(), Optional.of(new SplitRule(Split.TRAIN, 3, fold, 0)), Optional.empty());
            try (Dataset dataset = factory.open(config, Reading.everything())) {
                List<String> validation = Reading.ids(dataset, Split.VALIDATION);
                assertThat(validation.contains("c0")).isEqualTo(validation.contains("c3"));
                assertThat(Reading.groups(dataset, Split.TRAIN))
                        .doesNotContainAnyElementsOf(Reading.groups(dataset, Split.VALIDATION));
                assertThat(Reading.groups(dataset, Split.TEST)).containsExactly("bert");
            }
        }
        FeaturesConfig config = new FeaturesConfig(
                root, Optional.empty(), Optional.of(new SplitRule(Split.TRAIN, 4, 0, 0)), Optional.empty());
        assertThatThrownBy(() -> factory.open(config, Reading.everything()))
                .hasMessage(
                        "store.json: found 3 groups of 4 clips in train, wanted at least 4 to deal out into the folds of"
                                + " validation");
    }

    private void group(String... lines) throws IOException {
        Files.write(root.resolve("groups.csv"), List.of(lines));
    }

    @Test
    void groupsAreAPartOfTheContentAndMayNameClipsThatFailedThisTime() throws IOException {
        String alone;
        try (Dataset dataset = open()) {
            alone = dataset.fingerprint();
            assertThat(dataset.notes()).isEmpty();
        }
        group("clip,group", "c0,anna", "c9,anna");
        String grouped;
        try (Dataset dataset = open()) {
            grouped = dataset.fingerprint();
            assertThat(dataset.notes()).containsExactly("groups.csv names a clip that the store has not: c9");
            assertThat(Reading.groups(dataset, Split.TRAIN)).containsExactly("anna", "c1", "c2", "c3");
        }
        group("clip,group", "c0,bert", "c8,anna", "c9,anna");
        try (Dataset dataset = open()) {
            assertThat(List.of(alone, grouped)).doesNotHaveDuplicates().doesNotContain(dataset.fingerprint());
            assertThat(dataset.notes())
                    .containsExactly("groups.csv names 2 clips that the store has not; the first is c8");
        }
    }

    @Test
    void linesThatGroupNothingAreRefusedAtOnce() throws IOException {
        group("clip,group", "c1, ", ",anna", "c0,anna", "c0,bert");
        assertThatThrownBy(this::open).isInstanceOf(DataException.class).hasMessage("""
                        groups.csv: found 3 problems
                          1. groups.csv, line 2: found no group for the clip c1, wanted the name of what it has in common with \
                        others, such as its speaker; a clip that stands alone needs no line
                          2. groups.csv, line 3: found no name of a clip, wanted one in every line
                          3. groups.csv, line 5: found the clip c0 a second time, wanted one group for it""");
        group("clip,speaker", "c1,anna");
        assertThatThrownBy(this::open).hasMessageStartingWith("groups.csv: found no column group;");
    }

    @Test
    void splitsAreMadeAnew() {
        FeaturesConfig config = new FeaturesConfig(
                root,
                Optional.empty(),
                Optional.of(new SplitRule(Split.TRAIN, 4, 0, 3)),
                Optional.of(new SplitRule(Split.TRAIN, 4, 1, 3)));
        try (Dataset dataset = factory.open(config, Reading.everything())) {
            List<String> all = new ArrayList<>();
            for (Split split : Split.values()) {
                all.addAll(Reading.ids(dataset, split));
            }
            assertThat(dataset.clips(Split.TRAIN)).hasSize(2);
            assertThat(dataset.clips(Split.TEST)).hasSize(1);
            assertThat(all).containsExactlyInAnyOrder("c0", "c1", "c2", "c3");
        }
    }

    @Test
    void wrongRulesAreFoundWithoutData() {
        SplitRule rule = new SplitRule(Split.TRAIN, 4, 0, 3);
        ExperimentFacts facts = new ExperimentFacts(List.of(), 4, List.of());
        assertThat(factory.check(
                        new FeaturesConfig(root, Optional.empty(), Optional.of(rule), Optional.of(rule)), facts))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.option()).isEqualTo("test");
                    assertThat(problem.message()).isEqualTo("test is the same fold as validation; wanted another");
                });
        assertThat(factory.check(
                        new FeaturesConfig(root, Optional.of(rule), Optional.empty(), Optional.empty()), facts))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .isEqualTo("train takes its clips from train, which is itself made anew; wanted a split that"
                                + " stays as the store has it"));
    }

    @Test
    void clipsOfTheTestSplitStayThere() {
        Optional<SplitRule> ofTest = Optional.of(new SplitRule(Split.TEST, 4, 0, 3));
        FeaturesConfig config = new FeaturesConfig(root, ofTest, ofTest, Optional.empty());
        assertThat(factory.check(config, new ExperimentFacts(List.of(), 4, List.of())))
                .extracting(problem -> problem.option() + ": " + problem.message())
                .startsWith(
                        "train: train takes its clips from test, which is kept for the end; wanted clips of its own")
                .contains("validation: validation takes its clips from test, which is kept for the end; wanted from:"
                        + " train");
        assertThatThrownBy(() -> factory.open(config, Reading.everything()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("validation takes its clips from test");
    }

    @Test
    void manyMoreArraysThanMayStayOpenAreRead() throws IOException {
        StoreArrays arrays = new StoreArrays(3);
        for (int round = 0; round < 2; round++) {
            for (int clip = 0; clip < 5; clip++) {
                String id = "c" + clip;
                assertThat(arrays.get(root.resolve(id).resolve("audio.npy"), id).get(0))
                        .isEqualTo(100 * clip);
                assertThat(arrays.size()).isLessThanOrEqualTo(3);
            }
        }
    }

    @Test
    void arraysThatDoNotFitAreNamed() {
        write("c2", "audio", NpyWriter.encode(new float[8], 4, 2));
        assertData("c2/audio.npy: found 4 rows, wanted 5 like c2/time.npy");
        write("c2", "audio", NpyWriter.encode(new float[15], 5, 3));
        assertData("c2/audio.npy: found 3 columns, wanted 2 as store.json says");
        write("c2", "audio", NpyWriter.encode(new int[10], 5, 2));
        assertData("c2/audio.npy: found dtype <i4, wanted <f2, <f4 or <f8");
        write("c2", "audio", NpyWriter.encode(new float[10], 5, 2, 1));
        assertData("c2/audio.npy: found 3 dimensions, shape (5, 2, 1), wanted 2");
        write("c2", "audio", Arrays.copyOf(NpyWriter.encode(new float[10], 5, 2), 150));
        assertData("c2/audio.npy: found 22 bytes of values, wanted 40 for the shape (5, 2) of dtype <f4;"
                + " was the file cut short?");
        write("c2", "audio", NpyWriter.encode(new float[10], 5, 2));
        write("c2", "labels", NpyWriter.encode(new float[5], 5, 1));
        assertData("c2/labels.npy: found 1 columns, wanted 2 as store.json says");
    }

    @Test
    void aLabelOutsideItsRangeIsNamed() {
        write("c0", "labels", NpyWriter.encode(new float[] {0, 0, 3, 0, 0, 0}, 3, 2));
        try (Dataset dataset = open()) {
            assertThatThrownBy(() -> Reading.labels(dataset.clips(Split.TRAIN).get(0), 2))
                    .isInstanceOf(DataException.class)
                    .hasMessage(
                            "c0/labels.npy, row 1, column 0: found 3.0 for valence, wanted a value in [-1.0, 1.0] as"
                                    + " store.json says");
        }
    }

    @Test
    void aLabelAtTheBoundIsInRangeAsAFloat() throws IOException {
        Files.writeString(
                root.resolve("store.json"), MANIFEST.replace("\"min\": -1, \"max\": 1", "\"min\": -0.3, \"max\": 0.3"));
        // As doubles these floats lie outside: (float) 0.3 is 0.30000001192...
        write("c0", "labels", NpyWriter.encode(new float[] {0.3f, 0, -0.3f, 1, Float.NaN, Float.NaN}, 3, 2));
        try (Dataset dataset = open()) {
            Clip clip = dataset.clips(Split.TRAIN).get(0);
            assertThat(Reading.labels(clip, 2)).containsExactly(0.3f, 0, -0.3f, 1, Float.NaN, Float.NaN);
            write("c0", "labels", NpyWriter.encode(new float[] {Math.nextUp(0.3f), 0, 0, 0, 0, 0}, 3, 2));
        }
        try (Dataset dataset = open()) {
            assertThatThrownBy(() -> Reading.labels(dataset.clips(Split.TRAIN).get(0), 2))
                    .isInstanceOf(DataException.class)
                    .hasMessageEndingWith("for valence, wanted a value in [-0.3, 0.3] as store.json says");
        }
    }

    @Test
    void aBinaryLabelIsExactlyZeroOrOne() {
        write("c0", "labels", NpyWriter.encode(new float[] {0, 0, 0, 1, 0, 0.5f}, 3, 2));
        try (Dataset dataset = open()) {
            assertThatThrownBy(() -> Reading.labels(dataset.clips(Split.TRAIN).get(0), 2))
                    .isInstanceOf(DataException.class)
                    .hasMessage("c0/labels.npy, row 2, column 1: found 0.5 for speaks, wanted 0 or 1 as store.json"
                            + " says");
        }
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Files.delete(root.resolve("c3/audio.npy"));
        assertData("c3/audio.npy does not exist; looked for " + root.resolve("c3/audio.npy"));
        Files.delete(root.resolve("store.json"));
        assertData(root + " is not a feature store: it has no store.json; docs/datasets.md says what belongs in it");
    }

    @Test
    void aWrongManifestIsNamed() {
        assertManifest(
                "\"format\": 1",
                "\"format\": 2",
                "store.json: found format 2, wanted at most 1; a newer version of Attune wrote this store");
        assertManifest(
                "\"dim\": 2",
                "\"dim\": 2.5",
                "store.json, modalities.audio.dim: found 2.5, wanted a whole number from 1" + " on");
        assertManifest(
                "\"binary\"",
                "\"ordinal\"",
                "store.json, targets[1].kind: found \"ordinal\", wanted continuous or" + " binary");
        assertManifest(
                "\"test\": [",
                "\"dev\": [",
                "store.json, splits: found the split dev, wanted train, validation or test");
        assertManifest(
                "\"c4\"",
                "\"../c4\"",
                "store.json, splits.test[0]: found the name \"../c4\", wanted one that can name a file: no slash, colon,"
                        + " quote or control character, no dot first");
        assertManifest(
                "\"c4\"",
                "\"c1\"",
                "store.json: found the clip c1 twice, in train and test, wanted every clip once, in one split");
        assertManifest(
                "\"min\": -1", "\"min\": 1", "store.json, targets[0]: found min 1.0 and max 1.0, wanted min less");
    }

    @Test
    void anUnknownModalityIsNamedWithTheNearest() {
        assertThatThrownBy(() -> factory.open(FeaturesConfig.of(root), Reading.modalities("adio")))
                .isInstanceOf(DataException.class)
                .hasMessage("store.json: found no modality adio; the nearest is audio, and every modality there is:"
                        + " visual, audio");
    }

    @Test
    void theFingerprintFollowsWhatIsUsed() {
        String before;
        try (Dataset dataset = factory.open(FeaturesConfig.of(root), Reading.modalities("audio"))) {
            before = dataset.fingerprint();
        }
        write("c0", "visual", NpyWriter.encode(new float[9], 3, 3));
        try (Dataset dataset = factory.open(FeaturesConfig.of(root), Reading.modalities("audio"))) {
            assertThat(dataset.fingerprint()).isEqualTo(before);
        }
        write("c0", "audio", NpyWriter.encode(new double[6], 3, 2));
        try (Dataset dataset = factory.open(FeaturesConfig.of(root), Reading.modalities("audio"))) {
            assertThat(dataset.fingerprint()).isNotEqualTo(before);
        }
    }

    @Test
    void aFileThatIsGoneWhenItIsHashedIsNamed() throws IOException {
        Path gone = root.resolve("c0/audio.npy");
        Files.delete(gone);
        assertThatThrownBy(() -> Fingerprints.ofFile(gone))
                .isInstanceOf(DataException.class)
                .hasMessage(gone + " cannot be read: it does not exist");
    }

    private void assertManifest(String from, String to, String message) {
        try {
            Files.writeString(root.resolve("store.json"), MANIFEST.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertData(message);
    }

    private void assertData(String message) {
        assertThatThrownBy(this::open).isInstanceOf(DataException.class).hasMessage(message);
    }

    private Dataset open() {
        return factory.open(FeaturesConfig.of(root), Reading.everything());
    }

    private void write(String clip, String array, byte[] content) {
        NpyWriter.write(root.resolve(clip).resolve(array + ".npy"), content);
    }

    private static float[] counting(int first, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = first + i;
        }
        return values;
    }
}
