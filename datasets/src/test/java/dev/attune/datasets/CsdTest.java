package dev.attune.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.data.Split;
import dev.attune.testkit.DatasetContract;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsdTest {
    @TempDir
    private Path root;

    @BeforeEach
    void write() throws IOException {
        CsdFixture.write(root);
    }

    private static CsdConfig config(Path root, double allowMissing) {
        Map<String, String> features = new LinkedHashMap<>();
        features.put("text", "words.csd");
        features.put("audio", "covarep.csd");
        features.put("visual", "facet.csd");
        return new CsdConfig(
                root,
                features,
                "labels.csd",
                List.of("sentiment"),
                Optional.of("text"),
                "partition.csv",
                List.of(-3.0, 3.0),
                allowMissing);
    }

    private Dataset open() {
        return new CsdFactory().open(config(root, 0), Reading.everything());
    }

    @Nested
    class Contract extends DatasetContract<CsdConfig> {
        @Override
        protected DatasetFactory<CsdConfig> factory() {
            return new CsdFactory();
        }

        @Override
        protected CsdConfig config() {
            return CsdTest.config(root, 0);
        }
    }

    @Test
    void everyLabelledSegmentIsAClipOfItsWords() {
        try (Dataset dataset = open()) {
            assertThat(Reading.ids(dataset, Split.TRAIN)).containsExactly("03bSnISJMiM-0", "03bSnISJMiM-1");
            assertThat(Reading.ids(dataset, Split.VALIDATION)).containsExactly("2iD-tVS8NPw-0", "2iD-tVS8NPw-1");
            assertThat(Reading.groups(dataset, Split.TRAIN)).containsExactly("03bSnISJMiM", "03bSnISJMiM");
            Clip first = dataset.clips(Split.TRAIN).get(0);
            Clip second = dataset.clips(Split.TRAIN).get(1);
            assertThat(first.length()).isEqualTo(4);
            assertThat(Reading.labels(first, 1)).containsOnly(CsdFixture.label(0));
            // From 2.4 s on: the word from 2 to 2.5 s is heard in it for 0.1 s.
            assertThat(second.length()).isEqualTo(4);
            assertThat(Reading.labels(second, 1)).containsOnly(CsdFixture.label(1));
            float[] words = Reading.features(second, "text", 3, 0, 4);
            for (int i = 0; i < words.length; i++) {
                assertThat(words[i]).isEqualTo(CsdFixture.word(4 + i / 3, i % 3));
            }
        }
    }

    /** Five rows of sound lie in each word; a frame of video covers two words. */
    @Test
    void otherModalitiesHaveTheMeanOfTheRowsWithinAWord() {
        try (Dataset dataset = open()) {
            Clip clip = dataset.clips(Split.TRAIN).get(1);
            float[] sound = Reading.features(clip, "audio", 1, 0, 4);
            for (int word = 0; word < 4; word++) {
                assertThat(sound[word]).isCloseTo((float) (0.5 * (4 + word) + 0.2), within(1e-5f));
            }
            assertThat(Reading.mask(clip, "visual")).containsExactly(true, true, false, false);
            assertThat(Reading.features(clip, "visual", 2, 0, 2)).containsExactly(20, 21, 20, 21);
        }
    }

    @Test
    void recordingsThatAreNotThereAreNamedOrAllowed() throws IOException {
        Files.writeString(root.resolve("partition.csv"), "video,split\n03bSnISJMiM,train\nnobody,valid\nother,test\n");
        assertThatThrownBy(this::open).isInstanceOf(DataException.class).hasMessage("""
                        partition.csv: found 3 problems
                          1. 2 of 3 recordings are incomplete, wanted at most 0 as allow-missing: 0 says; allow-missing: 0.667 \
                        would leave them out
                          2. partition.csv: found the recording nobody, which labels.csd does not have
                          3. partition.csv: found the recording other, which labels.csd does not have""");
        try (Dataset dataset = new CsdFactory().open(config(root, 0.7), Reading.everything())) {
            assertThat(dataset.clips(Split.TRAIN)).hasSize(2);
            assertThat(dataset.clips(Split.TEST)).isEmpty();
            assertThat(dataset.omissions())
                    .containsExactly(
                            "2 of 3 recordings are left out, as allow-missing: 0.7 allows",
                            "partition.csv: found the recording nobody, which labels.csd does not have",
                            "partition.csv: found the recording other, which labels.csd does not have");
        }
    }

    @Test
    void labelsOutOfRangeAndBrokenFilesAreNamed() throws IOException {
        Files.delete(root.resolve("labels.csd"));
        try (WritableHdfFile file = HdfFile.write(root.resolve("labels.csd"))) {
            var data = file.putGroup("Labels").putGroup("data");
            CsdFixture.RECORDINGS.forEach(recording ->
                    CsdFixture.entry(data, recording, new double[][] {{0, 1}}, new float[][] {{4}}));
        }
        assertThatThrownBy(this::open)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("corpus of computational sequences: found 3 problems\n  1. labels.csd,"
                        + " Labels/data/03bSnISJMiM/features, row 0, column 0: found 4.0 for sentiment, wanted a value in"
                        + " [-3.0, 3.0]; if the labels have another range, set range\n");
        Files.writeString(root.resolve("labels.csd"), "not HDF5");
        assertThatThrownBy(this::open)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("labels.csd is no HDF5 file that can be read: ");
        Files.delete(root.resolve("labels.csd"));
        assertThatThrownBy(this::open)
                .isInstanceOf(DataException.class)
                .hasMessage("labels.csd does not exist; looked for " + root.resolve("labels.csd"));
    }

    /** The file is h5py's, which the SDK writes with; its pieces of a recording are in the order of their names. */
    @Test
    void whatH5pyWroteIsRead() throws URISyntaxException {
        URL file = CsdTest.class.getResource("computational-sequence.csd");
        try (CsdSequence sequence = CsdSequence.open(Path.of(file.toURI()), "computational-sequence.csd")) {
            assertThat(sequence.recordings()).containsExactlyInAnyOrder("video", "other");
            assertThat(sequence.columns()).isEqualTo(3);
            TimedRows rows = sequence.read("video");
            assertThat(rows.rows()).isEqualTo(8);
            for (int row = 0; row < rows.rows(); row++) {
                assertThat(rows.begin(row)).isEqualTo(0.5 * row);
                assertThat(rows.end(row)).isEqualTo(0.5 * row + 0.5);
                for (int column = 0; column < 3; column++) {
                    assertThat(rows.at(row, column)).isEqualTo(CsdFixture.word(row, column));
                }
            }
            assertThat(sequence.read("nobody").rows()).isZero();
        }
    }

    @Test
    void optionsAreChecked() {
        assertThatThrownBy(() -> new CsdConfig(
                        root,
                        Map.of("text", "words.csd"),
                        "labels.csd",
                        List.of("sentiment"),
                        Optional.of("words"),
                        "partition.csv",
                        List.of(-3.0, 3.0),
                        0))
                .hasMessage("align must be one of the modalities text, found words");
    }
}
