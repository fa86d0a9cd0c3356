package dev.attune.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.DatasetFactory;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
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

class SewaTest {
    @TempDir
    private Path root;

    @BeforeEach
    void write() throws IOException {
        SewaFixture.write(root);
    }

    private static SewaConfig config(Path root, String... cultures) {
        return config(root, 0, cultures);
    }

    private static SewaConfig config(Path root, double allowMissing, String... cultures) {
        return new SewaConfig(
                root, "labels", Map.of(), List.of(cultures), Optional.empty(), List.of(-1.0, 1.0), allowMissing);
    }

    private Dataset open(String... cultures) {
        return new SewaFactory().open(config(root, cultures), Reading.everything());
    }

    @Nested
    class Contract extends DatasetContract<SewaConfig> {
        @Override
        protected DatasetFactory<SewaConfig> factory() {
            return new SewaFactory();
        }

        @Override
        protected SewaConfig config() {
            return SewaTest.config(root);
        }
    }

    @Test
    void splitsAreInTheNames() {
        try (Dataset dataset = open()) {
            assertThat(Reading.ids(dataset, Split.TRAIN)).containsExactly("Train_DE_01", "Train_DE_02", "Train_HU_01");
            assertThat(Reading.ids(dataset, Split.VALIDATION)).containsExactly("Devel_DE_01", "Devel_HU_01");
            assertThat(Reading.ids(dataset, Split.TEST)).containsExactly("Test_CN_01");
            assertThat(dataset.info().targets())
                    .extracting(TargetInfo::name)
                    .containsExactly("arousal", "valence", "liking");
        }
        try (Dataset dataset = open("HU")) {
            assertThat(Reading.ids(dataset, Split.TRAIN)).containsExactly("Train_HU_01");
            assertThat(dataset.clips(Split.TEST)).isEmpty();
        }
    }

    @Test
    void everyValueIsThatOfTheFile() {
        try (Dataset dataset = open()) {
            for (Split split : Split.values()) {
                for (Clip clip : dataset.clips(split)) {
                    check(clip, "audio_features_egemaps_xbow", 2);
                    check(clip, "visual_features_xbow", 3);
                    float[] labels = Reading.labels(clip, 3);
                    for (int i = 0; i < labels.length; i++) {
                        assertThat(Float.valueOf(labels[i]))
                                .as(clip.describe("labels", i / 3, i % 3))
                                .isEqualTo(Float.valueOf(
                                        split == Split.TEST ? Float.NaN : SewaFixture.label(clip.id(), i / 3, i % 3)));
                    }
                }
            }
        }
    }

    private static void check(Clip clip, String modality, int columns) {
        assertThat(clip.length()).isEqualTo(SewaFixture.FRAMES);
        float[] features = Reading.features(clip, modality, columns, 0, clip.length());
        for (int i = 0; i < features.length; i++) {
            assertThat(features[i])
                    .as(clip.describe(modality, i / columns, i % columns))
                    .isEqualTo(SewaFixture.feature(clip.id(), i / columns, i % columns));
        }
        assertThat(Reading.mask(clip, modality)).containsOnly(true);
    }

    @Test
    void filesOfOtherNamesAndMissingOnesAreNamed() throws IOException {
        Files.writeString(root.resolve("visual_features_xbow/train_DE_03.csv"), "");
        assertThatThrownBy(this::open)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("found the file train_DE_03.csv, wanted names such as Train_DE_01.csv");
        Files.delete(root.resolve("visual_features_xbow/train_DE_03.csv"));
        Files.delete(root.resolve("labels/Train_HU_01.csv"));
        String missing = "SEWA corpus: found the recording Train_HU_01, which has no labels/Train_HU_01.csv";
        assertThatThrownBy(this::open)
                .isInstanceOf(DataException.class)
                .hasMessage(missing + "; allow-missing: 0.167 would leave it out");
        try (Dataset dataset = new SewaFactory().open(config(root, 0.2), Reading.everything())) {
            assertThat(dataset.omissions())
                    .containsExactly("1 of 6 recordings is left out, as allow-missing: 0.2 allows", missing);
            assertThat(Reading.ids(dataset, Split.TRAIN)).containsExactly("Train_DE_01", "Train_DE_02");
        }
    }

    @Test
    void whatNobodyAsksForIsNotLookedAt() throws IOException {
        Files.writeString(root.resolve("visual_features_xbow/train_DE_03.csv"), "");
        Files.writeString(
                root.resolve("labels/Train_HU_01.csv"),
                "name;timestamp;arousal;valence;liking\n'Train_HU_01';0;0;0;9\n'Train_HU_01';0.1;0;0;9\n");
        List<String> audio = List.of("audio_features_egemaps_xbow");
        try (Dataset dataset =
                new SewaFactory().open(config(root), new DatasetContext(audio, List.of("valence", "arousal")))) {
            assertThat(dataset.clips(Split.TRAIN)).hasSize(3);
            assertThat(dataset.clips(Split.TRAIN).get(2).length()).isEqualTo(2);
        }
        assertThatThrownBy(() -> new SewaFactory().open(config(root), new DatasetContext(audio, List.of("liking"))))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("labels/Train_HU_01.csv, line 2, column"
                        + " liking: found 9.0 for liking, wanted a value in [-1.0, 1.0]");
        assertThatThrownBy(() -> new SewaFactory().open(config(root), new DatasetContext(audio, List.of("likeing"))))
                .hasMessage("SEWA corpus: found no target likeing; the nearest is liking, and every target there is:"
                        + " arousal, valence, liking");
    }

    @Test
    void cutLinesAreNamed() throws IOException {
        Files.writeString(
                root.resolve("labels/Train_HU_01.csv"), "name;timestamp;arousal;valence;liking\n'Train_HU_01';0;0;0\n");
        assertThatThrownBy(this::open)
                .isInstanceOf(DataException.class)
                .hasMessage("labels/Train_HU_01.csv, line 2: found 4 cells, wanted 5 like the first line");
    }

    @Test
    void anUnknownCultureIsRefused() {
        assertThatThrownBy(() -> open("XX"))
                .isInstanceOf(DataException.class)
                .hasMessage("labels: found no recording of XX, wanted files such as Train_DE_01.csv");
    }
}
