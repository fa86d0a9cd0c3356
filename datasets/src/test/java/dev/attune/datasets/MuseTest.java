package dev.attune.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.data.Split;
import dev.attune.testkit.DatasetContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MuseTest {
    @TempDir
    private Path root;

    @BeforeEach
    void write() throws IOException {
        MuseFixture.write(root);
    }

    private static MuseConfig config(Path root, Optional<AlignConfig> align) {
        return config(root, align, 0);
    }

    private static MuseConfig config(Path root, Optional<AlignConfig> align, double allowMissing) {
        return new MuseConfig(
                root,
                Map.of(),
                "metadata/partition.csv",
                MuseConfig.TimeUnit.MILLISECONDS,
                align,
                List.of(-1.0, 1.0),
                allowMissing);
    }

    private Dataset open(List<String> modalities, List<String> targets) {
        return new MuseFactory().open(config(root, Optional.empty()), new DatasetContext(modalities, targets));
    }

    private Dataset open(AlignConfig.Policy policy, double tolerance) {
        return new MuseFactory()
                .open(config(root, Optional.of(new AlignConfig(policy, tolerance))), Reading.everything());
    }

    @Nested
    class Contract extends DatasetContract<MuseConfig> {
        @Override
        protected DatasetFactory<MuseConfig> factory() {
            return new MuseFactory();
        }

        @Override
        protected MuseConfig config() {
            return MuseTest.config(root, Optional.empty());
        }
    }

    @Test
    void splitsAreThoseOfThePartition() {
        try (Dataset dataset = open(AlignConfig.Policy.NEAREST, 0.25)) {
            assertThat(Reading.ids(dataset, Split.TRAIN)).containsExactly("1", "2");
            assertThat(Reading.ids(dataset, Split.VALIDATION)).containsExactly("10", "11");
            assertThat(Reading.ids(dataset, Split.TEST)).containsExactly("20");
            assertThat(dataset.info().modalities())
                    .containsExactly(Map.entry("bert-4", 2), Map.entry("egemaps", 3), Map.entry("vggface", 2));
        }
    }

    /** Video frames are at 0.1 s, 0.35 s, 0.6 s...: the nearest to 0.5 s is 0.6 s, the latest 0.35 s, and two lie in a frame. */
    @Test
    void featuresAreLaidOnTheFramesOfTheLabels() {
        video(AlignConfig.Policy.NEAREST, 0.2, 0.1, 0);
        video(AlignConfig.Policy.MEAN, 0, 0.225, 0);
        video(AlignConfig.Policy.LATEST, 0.2, -0.15, 1);
    }

    private void video(AlignConfig.Policy policy, double tolerance, double offset, int firstValid) {
        try (Dataset dataset = open(policy, tolerance)) {
            Clip clip = dataset.clips(Split.VALIDATION).get(1);
            float[] found = Reading.features(clip, "vggface", 2, 0, MuseFixture.FRAMES);
            boolean[] mask = Reading.mask(clip, "vggface");
            for (int frame = 0; frame < MuseFixture.FRAMES; frame++) {
                assertThat(mask[frame]).as(policy + " " + frame).isEqualTo(frame >= firstValid);
                for (int column = 0; column < 2 && mask[frame]; column++) {
                    assertThat(found[2 * frame + column])
                            .as(policy + " " + frame)
                            .isCloseTo(MuseFixture.feature(11, 0.5 * frame + offset, column), within(1e-4f));
                }
            }
        }
    }

    @Test
    void framesWithoutARowNearEnoughAreMissing() {
        try (Dataset dataset = open(AlignConfig.Policy.NEAREST, 0.05)) {
            assertThat(Reading.mask(dataset.clips(Split.TRAIN).get(0), "vggface"))
                    .containsOnly(false);
            assertThat(Reading.mask(dataset.clips(Split.TRAIN).get(0), "egemaps"))
                    .containsOnly(true);
        }
    }

    @Test
    void rowsWithoutNumbersAreMissing() {
        try (Dataset dataset = open(AlignConfig.Policy.NEAREST, 0.25)) {
            boolean[] mask = Reading.mask(dataset.clips(Split.TRAIN).get(1), "bert-4");
            for (int frame = 0; frame < MuseFixture.FRAMES; frame++) {
                assertThat(mask[frame]).as("frame " + frame).isEqualTo(!MuseFixture.silent(frame));
            }
        }
    }

    @Test
    void labelsAndTimesAreThoseOfTheFiles() {
        try (Dataset dataset = open(AlignConfig.Policy.NEAREST, 0.25)) {
            Clip clip = dataset.clips(Split.TRAIN).get(1);
            float[] labels = Reading.labels(clip, 2);
            double[] times = new double[MuseFixture.FRAMES];
            clip.readTimes(0, MuseFixture.FRAMES, times, 0);
            for (int frame = 0; frame < MuseFixture.FRAMES; frame++) {
                assertThat(labels[2 * frame]).isEqualTo(MuseFixture.label("arousal", 2, frame));
                assertThat(labels[2 * frame + 1]).isEqualTo(MuseFixture.label("valence", 2, frame));
                assertThat(times[frame]).isCloseTo(0.5 * frame, within(1e-9));
            }
            assertThat(Reading.labels(dataset.clips(Split.TEST).get(0), 2)).containsOnly(Float.NaN);
            assertThat(clip.describe("egemaps", 3, 1))
                    .isEqualTo("feature_segments/egemaps/2.csv, at 1.5 s, column 1 (clip 2, frame 3)");
        }
    }

    @Test
    void aTestClipWithoutLabelsHasTheFramesOfTheFirstModalityThatItHasWhateverIsAskedFor() throws IOException {
        Files.delete(root.resolve("label_segments/valence/20.csv"));
        try (Dataset dataset = open(List.of("vggface", "egemaps"), List.of("valence"))) {
            assertThat(dataset.clips(Split.TEST).get(0).length()).isEqualTo(MuseFixture.FRAMES);
        }
        try (Dataset dataset = open(List.of("vggface"), List.of("valence"))) {
            assertThat(dataset.clips(Split.TEST).get(0).length()).isEqualTo(MuseFixture.FRAMES);
        }
        Files.delete(root.resolve("feature_segments/bert-4/20.csv"));
        Files.delete(root.resolve("feature_segments/egemaps/20.csv"));
        try (Dataset dataset = open(List.of("vggface"), List.of("valence"))) {
            assertThat(dataset.clips(Split.TEST).get(0).length()).isEqualTo(2 * MuseFixture.FRAMES);
        }
    }

    @Test
    void theFramesDoNotDependOnWhatIsAskedFor() throws IOException {
        Files.writeString(
                root.resolve("label_segments/arousal/1.csv"),
                "timestamp,segment_id,value\n250,1,0.1\n1250,1,7\n2300,1,?\n4250,1,far\n");
        double[] wanted = {0.25, 1.25, 2.3, 4.25};
        String fingerprint;
        try (Dataset dataset = open(List.of("egemaps"), List.of("valence"))) {
            Clip clip = dataset.clips(Split.TRAIN).get(0);
            double[] times = new double[clip.length()];
            clip.readTimes(0, clip.length(), times, 0);
            assertThat(times).containsExactly(wanted, within(1e-9));
            assertThat(Reading.labels(clip, 1))
                    .containsExactly(
                            MuseFixture.label("valence", 1, 0),
                            MuseFixture.label("valence", 1, 2),
                            MuseFixture.label("valence", 1, 5),
                            MuseFixture.label("valence", 1, 8));
            assertThat(clip.describe("labels", 0, 0)).startsWith("label_segments/valence/1.csv");
            assertThat(dataset.notes())
                    .containsExactly("valence: the labels of 1 recording have other times than the frames, on which the"
                            + " nearest are laid if they are at most 0.25 s away: label_segments/valence/1.csv beside"
                            + " label_segments/arousal/1.csv");
            fingerprint = dataset.fingerprint();
        }
        Files.writeString(
                root.resolve("label_segments/arousal/1.csv"), "timestamp,segment_id,value\n250,1,0\n1250,1,0\n");
        try (Dataset dataset = open(List.of("egemaps"), List.of("valence"))) {
            assertThat(dataset.clips(Split.TRAIN).get(0).length()).isEqualTo(2);
            assertThat(dataset.fingerprint()).isNotEqualTo(fingerprint);
        }
        Files.writeString(root.resolve("label_segments/arousal/1.csv"), "timestamp,segment_id,value\n2,1,0\n1,1,0\n");
        assertThatThrownBy(() -> open(List.of("egemaps"), List.of("valence")))
                .hasMessage(
                        "label_segments/arousal/1.csv, line 3: found the time 0.001 s after 0.002 s, wanted times"
                                + " that ascend; its times are the frames of 1, whichever targets and modalities are asked for");
        Files.delete(root.resolve("label_segments/arousal/1.csv"));
        Files.writeString(root.resolve("label_segments/valence/2.csv"), "timestamp,segment_id,value\n0,1,0\n0,1,0\n");
        try (Dataset dataset = open(List.of("egemaps"), List.of("valence"))) {
            assertThat(dataset.clips(Split.TRAIN))
                    .extracting(Clip::length)
                    .containsExactly(MuseFixture.FRAMES, MuseFixture.FRAMES);
        }
    }

    @Test
    void whatNobodyAsksForIsNotLookedAt() throws IOException {
        Path arousal = root.resolve("label_segments/arousal/1.csv");
        Files.writeString(arousal, Files.readString(arousal).replaceFirst(",0\\.0500\n", ",7\n"));
        Files.delete(root.resolve("label_segments/arousal/10.csv"));
        Files.writeString(root.resolve("feature_segments/vggface/2.csv"), "");
        Files.delete(root.resolve("feature_segments/bert-4/11.csv"));
        try (Dataset dataset = open(List.of("egemaps"), List.of("valence"))) {
            assertThat(dataset.clips(Split.TRAIN)).hasSize(2);
            assertThat(dataset.clips(Split.VALIDATION)).hasSize(2);
            assertThat(dataset.clips(Split.TRAIN).get(0).length()).isEqualTo(MuseFixture.FRAMES);
            assertThat(dataset.fingerprint()).hasSize(64);
        }
        assertThatThrownBy(() -> open(List.of("egemaps"), List.of("valence", "arousal")))
                .isInstanceOf(DataException.class)
                .hasMessage("""
                        MuSe corpus: found 2 problems
                          1. label_segments/arousal/1.csv, line 2, column value: found 7.0 for arousal, wanted a value in \
                        [-1.0, 1.0]; if the labels have another range, set range
                          2. metadata/partition.csv: found the recording 10, which has no label_segments/arousal/10.csv; \
                        allow-missing: 0.2 would leave it out""");
        assertThatThrownBy(() -> open(List.of("vggface"), List.of("valence")))
                .hasMessage("feature_segments/vggface/2.csv: found no line, wanted a header and rows of numbers");
        assertThatThrownBy(() -> open(List.of("egemaps"), List.of("valance")))
                .hasMessage("MuSe corpus: found no target valance; the nearest is valence, and every target there is:"
                        + " arousal, valence");
        assertThatThrownBy(() -> open(List.of("egemap"), List.of("valence")))
                .hasMessage(
                        "MuSe corpus: found no modality egemap; the nearest is egemaps, and every modality there is:"
                                + " bert-4, egemaps, vggface");
    }

    @Test
    void recordingsThatLackFilesAreLeftOutIfTheOptionsAllowForIt() throws IOException {
        Files.delete(root.resolve("label_segments/valence/2.csv"));
        Files.delete(root.resolve("feature_segments/egemaps/2.csv"));
        Files.delete(root.resolve("feature_segments/egemaps/20.csv"));
        String[] sentences = {
            "metadata/partition.csv: found the recording 2, which has no feature_segments/egemaps/2.csv and no"
                    + " label_segments/valence/2.csv",
            "metadata/partition.csv: found the recording 20, which has no feature_segments/egemaps/20.csv"
        };
        try (Dataset dataset = new MuseFactory().open(config(root, Optional.empty(), 0.4), Reading.everything())) {
            assertThat(dataset.omissions())
                    .containsExactly(
                            "2 of 5 recordings are left out, as allow-missing: 0.4 allows", sentences[0], sentences[1]);
            assertThat(Reading.ids(dataset, Split.TRAIN)).containsExactly("1");
            assertThat(dataset.clips(Split.TEST)).isEmpty();
            assertThat(dataset.omitted(Split.TRAIN)).containsExactly("2");
            assertThat(dataset.omitted(Split.TEST)).containsExactly("20");
        }
        assertThatThrownBy(() -> new MuseFactory().open(config(root, Optional.empty(), 0.39), Reading.everything()))
                .isInstanceOf(DataException.class)
                .hasMessage("MuSe corpus: found 3 problems\n"
                        + "  1. 2 of 5 recordings are incomplete, wanted at most 1 as allow-missing: 0.39 says;"
                        + " allow-missing: 0.4 would leave them out\n  2. " + sentences[0] + "\n  3. " + sentences[1]);
    }

    @Test
    void aCorpusOfWhichNothingIsLeftIsRefused() throws IOException {
        for (String id : List.of("1", "2", "10", "11", "20")) {
            Files.delete(root.resolve("feature_segments/bert-4/" + id + ".csv"));
        }
        assertThatThrownBy(() -> new MuseFactory().open(config(root, Optional.empty(), 1), Reading.everything()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "MuSe corpus: found none of its 5 recordings with all files, wanted some\n  1. ");
    }

    @Test
    void modalitiesMayHaveOtherNames() {
        MuseConfig config = new MuseConfig(
                root,
                Map.of("visual", "vggface"),
                "metadata/partition.csv",
                MuseConfig.TimeUnit.MILLISECONDS,
                Optional.empty(),
                List.of(-1.0, 1.0),
                0);
        try (Dataset dataset = new MuseFactory().open(config, Reading.everything())) {
            assertThat(dataset.info().modalities()).isEqualTo(Map.of("visual", 2));
        }
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() throws IOException {
        Files.delete(root.resolve("feature_segments/vggface/2.csv"));
        Files.writeString(
                root.resolve("feature_segments/egemaps/10.csv"), "timestamp,segment_id,egemaps_0,egemaps_1\n0,1,2,3\n");
        Files.writeString(
                root.resolve("label_segments/arousal/1.csv"), "timestamp,segment_id,value\n0,1,0\n500,1,1.5\n");
        Files.writeString(root.resolve("label_segments/valence/11.csv"), "timestamp,class_id\n0,1\n");
        assertThatThrownBy(() -> open(AlignConfig.Policy.NEAREST, 0.25))
                .isInstanceOf(DataException.class)
                .hasMessage("""
                        MuSe corpus: found 4 problems
                          1. label_segments/arousal/1.csv, line 3, column value: found 1.5 for arousal, wanted a value in \
                        [-1.0, 1.0]; if the labels have another range, set range
                          2. feature_segments/egemaps/10.csv, line 1: found 2 columns of features, wanted 3 like \
                        feature_segments/egemaps/1.csv
                          3. label_segments/valence/11.csv: found no column value; the nearest is class_id, and every \
                        column there is: class_id
                          4. metadata/partition.csv: found the recording 2, which has no feature_segments/vggface/2.csv; \
                        allow-missing: 0.2 would leave it out""");
    }

    @Test
    void whatIsNoNumberIsNamedWhenItIsRead() throws IOException {
        Files.writeString(
                root.resolve("feature_segments/vggface/1.csv"),
                "timestamp,segment_id,vggface_0,vggface_1\n0,1,2,3\n250,1,2,x\n");
        try (Dataset dataset = open(AlignConfig.Policy.NEAREST, 0.25)) {
            Clip clip = dataset.clips(Split.TRAIN).get(0);
            assertThatThrownBy(() -> Reading.mask(clip, "vggface"))
                    .isInstanceOf(DataException.class)
                    .hasMessage("feature_segments/vggface/1.csv, line 3, column vggface_1: found x, wanted a number");
        }
    }

    @Test
    void timesMustAscend() throws IOException {
        Files.writeString(
                root.resolve("label_segments/arousal/1.csv"), "timestamp,segment_id,value\n500,1,0\n500,1,0\n");
        assertThatThrownBy(() -> open(AlignConfig.Policy.NEAREST, 0.25))
                .isInstanceOf(DataException.class)
                .hasMessage("label_segments/arousal/1.csv, line 3: found the time 0.5 s after 0.5 s, wanted times that"
                        + " ascend");
    }

    @Test
    void partitionsAreChecked() throws IOException {
        Path partition = root.resolve("metadata/partition.csv");
        Files.writeString(partition, "Id,Proposal\n1,train\n2,trian\n");
        assertThatThrownBy(() -> open(AlignConfig.Policy.NEAREST, 0.25))
                .hasMessage("metadata/partition.csv, line 3: found trian, wanted train, devel or test");
        Files.writeString(partition, "Id,Proposal\n1,train\n1,devel\n");
        assertThatThrownBy(() -> open(AlignConfig.Policy.NEAREST, 0.25))
                .hasMessage(
                        "metadata/partition.csv, line 3: found 1 in validation, which was in train before, wanted every"
                                + " recording in one split");
        Files.delete(partition);
        assertThatThrownBy(() -> open(AlignConfig.Policy.NEAREST, 0.25))
                .hasMessage("metadata/partition.csv does not exist; looked for " + partition);
    }
}
