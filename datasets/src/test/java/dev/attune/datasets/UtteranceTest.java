package dev.attune.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OMG-Emotion and IEMOCAP, which label the clips of a feature store. */
class UtteranceTest {
    @TempDir
    private Path omg;

    @TempDir
    private Path iemocap;

    @BeforeEach
    void write() throws IOException {
        UtteranceFixture.omg(omg);
        UtteranceFixture.iemocap(iemocap);
    }

    private OmgConfig omgConfig(double allowMissing) {
        return new OmgConfig(
                omg,
                omg.resolve("store"),
                "omg_TrainVideos.csv",
                "omg_ValidationVideos.csv",
                Optional.of("omg_TestVideos.csv"),
                allowMissing);
    }

    private IemocapConfig iemocapConfig(int fold, String... emotions) {
        return new IemocapConfig(iemocap, iemocap.resolve("store"), fold, List.of(emotions), List.of(1.0, 5.0), 0);
    }

    private Dataset openOmg(double allowMissing) {
        return new OmgFactory().open(omgConfig(allowMissing), Reading.everything());
    }

    private Dataset openIemocap(int fold, String... emotions) {
        return new IemocapFactory().open(iemocapConfig(fold, emotions), Reading.everything());
    }

    @Nested
    class OmgContract extends DatasetContract<OmgConfig> {
        @Override
        protected DatasetFactory<OmgConfig> factory() {
            return new OmgFactory();
        }

        @Override
        protected OmgConfig config() {
            return omgConfig(0);
        }
    }

    @Nested
    class IemocapContract extends DatasetContract<IemocapConfig> {
        @Override
        protected DatasetFactory<IemocapConfig> factory() {
            return new IemocapFactory();
        }

        @Override
        protected IemocapConfig config() {
            return iemocapConfig(5);
        }

        @Override
        protected List<IemocapConfig> configsOfFolds() {
            return IntStream.rangeClosed(1, 5)
                    .mapToObj(fold -> iemocapConfig(fold))
                    .toList();
        }
    }

    @Test
    void omgLabelsEveryFrameOfAnUtterance() {
        try (Dataset dataset = openOmg(0)) {
            assertThat(Reading.ids(dataset, Split.TRAIN)).isEqualTo(UtteranceFixture.OMG.subList(0, 2));
            assertThat(Reading.ids(dataset, Split.VALIDATION)).isEqualTo(UtteranceFixture.OMG.subList(2, 3));
            assertThat(Reading.groups(dataset, Split.TRAIN))
                    .isEqualTo(UtteranceFixture.OMG.subList(0, 2).stream()
                            .map(name -> name.substring(0, name.indexOf("-")))
                            .toList());
            Clip clip = dataset.clips(Split.TRAIN).get(1);
            assertThat(Reading.labels(clip, 2))
                    .containsExactly(0.18212384f, -0.2556818f, 0.18212384f, -0.2556818f, 0.18212384f, -0.2556818f);
            assertThat(Reading.features(clip, "audio", 2, 0, 3))
                    .containsExactly(1, 1.125f, 1.25f, 1.375f, 1.5f, 1.625f);
            assertThat(Reading.mask(clip, "audio")).containsExactly(true, false, true);
            assertThat(Reading.labels(dataset.clips(Split.TEST).get(0), 2)).containsOnly(Float.NaN);
            assertThat(clip.describe("labels", 0, 0)).isEqualTo("omg_TrainVideos.csv, line 3");
        }
    }

    @Test
    void omgUtterancesWithoutFeaturesAreNamedOrAllowed() throws IOException {
        UtteranceFixture.store(omg.resolve("store"), UtteranceFixture.OMG.subList(1, 4));
        assertThatThrownBy(() -> openOmg(0.2))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "omg_TrainVideos.csv, line 2: found no clip 74de88564-utterance_1 or 74de88564_utterance_1 in"
                                + " the feature store; allow-missing: 0.25 would leave it out");
        try (Dataset dataset = openOmg(0.25)) {
            assertThat(dataset.clips(Split.TRAIN)).hasSize(1);
            assertThat(dataset.omissions())
                    .containsExactly(
                            "1 of 4 utterances is left out, as allow-missing: 0.25 allows",
                            "omg_TrainVideos.csv, line 2: found no clip 74de88564-utterance_1 or 74de88564_utterance_1 in"
                                    + " the feature store");
        }
    }

    @Test
    void omgLabelsOutOfRangeAreNamed() throws IOException {
        Files.writeString(
                omg.resolve("omg_ValidationVideos.csv"),
                "video,utterance,arousal,valence\n8c49a05d3_1,utterance_1.mp4,-0.1,0\n");
        assertThatThrownBy(() -> openOmg(0))
                .isInstanceOf(DataException.class)
                .hasMessage("omg_ValidationVideos.csv, line 2: found -0.1 for arousal, wanted a value in [0.0, 1.0]");
    }

    @Test
    void aFoldOfIemocapTestsOneSessionAndValidatesOnTheOneBefore() {
        try (Dataset dataset = openIemocap(5)) {
            assertThat(Reading.ids(dataset, Split.TEST))
                    .containsExactly("Ses05F_impro01-Ses05F_impro01_F000", "Ses05F_impro01-Ses05F_impro01_M000");
            assertThat(Reading.groups(dataset, Split.TEST)).containsOnly("Ses05F_impro01");
            assertThat(Reading.ids(dataset, Split.VALIDATION))
                    .containsExactly("Ses04F_impro01_F000", "Ses04F_impro01_M000");
            assertThat(dataset.clips(Split.TRAIN)).hasSize(6);
            assertThat(Reading.labels(dataset.clips(Split.TEST).get(1), 3))
                    .containsExactly(1.5f, 4, 4.5f, 1.5f, 4, 4.5f, 1.5f, 4, 4.5f);
        }
        try (Dataset dataset = openIemocap(1, "ang")) {
            assertThat(Reading.ids(dataset, Split.TEST)).containsExactly("Ses01F_impro01_M000");
            assertThat(Reading.ids(dataset, Split.VALIDATION)).containsExactly("Ses05F_impro01-Ses05F_impro01_M000");
        }
        assertThat(new IemocapFactory().folds(iemocapConfig(5))).containsExactly(1, 2, 3, 4, 5);
        assertThat(new IemocapFactory().foldsShareTest(iemocapConfig(5))).isFalse();
    }

    @Test
    void targetsOfIemocapMayBeChosen() {
        try (Dataset dataset = new IemocapFactory()
                .open(iemocapConfig(2), new DatasetContext(List.of("audio"), List.of("dominance", "valence")))) {
            assertThat(Reading.labels(dataset.clips(Split.TEST).get(0), 2)).startsWith(3.5f, 2.5f);
        }
    }

    @Test
    void brokenEvaluationsOfIemocapAreNamedAllAtOnce() throws IOException {
        Files.writeString(
                iemocap.resolve("Session2/dialog/EmoEvaluation/Ses02F_impro01.txt"),
                "% [START_TIME - END_TIME] TURN_NAME EMOTION [V, A, D]\n[1.0 - 2.0]\tSes02F_impro01_F000\tneu\t[2.5, 2.5]\n");
        Files.writeString(iemocap.resolve("Session3/dialog/EmoEvaluation/Ses03F_impro01.txt"), "nothing\n");
        Files.delete(iemocap.resolve("Session4/dialog/EmoEvaluation/Ses04F_impro01.txt"));
        Files.delete(iemocap.resolve("Session4/dialog/EmoEvaluation/._Ses04F_impro01.txt"));
        Files.delete(iemocap.resolve("Session4/dialog/EmoEvaluation"));
        assertThatThrownBy(() -> openIemocap(5))
                .isInstanceOf(DataException.class)
                .hasMessage("""
                        IEMOCAP: found 3 problems
                          1. Session2/dialog/EmoEvaluation/Ses02F_impro01.txt, line 2: found [1.0 - 2.0]\tSes02F_impro01_F000\t\
                        neu\t[2.5, 2.5], wanted a turn such as [6.2901 - 8.2357] Ses01F_impro01_F000 neu [2.5000, 2.5000, 2.5000]
                          2. Session3/dialog/EmoEvaluation/Ses03F_impro01.txt: found no line that begins with %% [START_TIME, \
                        wanted the evaluation of a dialog
                          3. Session4/dialog/EmoEvaluation does not exist; looked for %s""".formatted(iemocap.resolve("Session4/dialog/EmoEvaluation")));
    }
}
