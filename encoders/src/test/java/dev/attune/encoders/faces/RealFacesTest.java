package dev.attune.encoders.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.EncoderInput;
import dev.attune.api.encoder.ModelSource;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Timeline;
import dev.attune.api.media.Transcript;
import dev.attune.encoders.TestModels;
import dev.attune.encoders.faces.FaceConfig.Detector;
import dev.attune.encoders.faces.OnnxFaceConfig.Cut;
import dev.attune.encoders.faces.OnnxFaceConfig.Scale;
import dev.attune.testkit.media.ArrayRecording;
import dev.attune.testkit.media.FeatureCollector;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Encodes recordings of people; skipped where they are not present. */
final class RealFacesTest {
    private static final int HAPPY = 3;

    @TempDir
    private Path folder;

    private static FaceConfig with(Detector detector) {
        Optional<ModelSource> model = switch (detector) {
            case CASCADE -> Optional.empty();
            case YUNET ->
                Optional.of(TestModels.real("yunet_2026may.onnx")).map(file -> ModelSource.of(file.toString()));
            case ULTRAFACE ->
                Optional.of(TestModels.real("ultraface_rfb320.onnx")).map(file -> ModelSource.of(file.toString()));
        };
        return new FaceConfig(detector, model, 2, Optional.empty(), 0.2, 0.7, 3, 0.5, 0.2, Optional.empty());
    }

    private static FeatureCollector encode(Encoder encoder, Recording recording) {
        try (encoder) {
            FeatureCollector found = new FeatureCollector(encoder.outputs());
            encoder.encode(new EncoderInput(recording, Transcript.EMPTY), found);
            return found;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CASCADE, bbaf2n.mpg, 75", "CASCADE, lbbc2a.mpg, 75", "CASCADE, pwij3p.mpg, 75",
                "CASCADE, id2_vcd_swwp2s.mpg, 75",
        "YUNET, bbaf2n.mpg, 75", "YUNET, brbk7n.mpg, 75", "YUNET, lrwp9a.mpg, 75", "ULTRAFACE, lbax4n.mpg, 75",
        "CASCADE, WolfgangLanger_Pexels.mp4, 472", "YUNET, WolfgangLanger_Pexels.mp4, 472"
    })
    void findsTheSpeakerInEveryPicture(Detector detector, String name, int pictures) {
        Recording recording = TestModels.open(TestModels.clip(name));
        FaceHogConfig config = new FaceHogConfig(with(detector), 64, 0);
        FeatureCollector found = encode(new FaceHogFactory().create(config, TestModels.context(folder)), recording);
        assertThat(found.rows()).hasSize(pictures);
        assertThat(found.findings()).isEmpty();
        for (int i = 1; i < pictures; i++) {
            // The box moves with the head and does not jump.
            assertThat(Math.abs(found.regions().get(i).x()
                            - found.regions().get(i - 1).x()))
                    .isLessThan(0.25 * found.regions().get(i).width());
        }
    }

    private OnnxFaceConfig xception(Detector detector, Optional<String> tensor) {
        return new OnnxFaceConfig(
                with(detector),
                Optional.of(ModelSource.of(TestModels.real("mini_xception.onnx").toString())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Scale.SIGNED),
                List.of(),
                List.of(),
                Optional.empty(),
                tensor,
                Optional.of(Cut.BOX),
                Optional.empty());
    }

    @Test
    void readsTheEmbeddingOfASmallNetwork() {
        Recording recording = TestModels.open(TestModels.clip("bbaf2n.mpg"));
        OnnxFaceConfig config = xception(Detector.YUNET, Optional.of("embedding"));
        FeatureCollector found = encode(new OnnxFaceFactory().create(config, TestModels.context(folder)), recording);
        assertThat(found.rows()).hasSize(75).allMatch(row -> row.length == 256);
    }

    @ParameterizedTest
    @CsvSource({"CASCADE", "YUNET", "ULTRAFACE"})
    void aSmileLooksHappy(Detector detector) throws IOException {
        // A picture of NASA, in the public domain, as scikit-image brings it.
        Path file = Path.of(System.getProperty("attune.data", "")).resolve("pictures/astronaut.png");
        assumeTrue(Files.exists(file), "skipped: there is no " + file);
        BufferedImage image = ImageIO.read(file.toFile());
        ArrayRecording still = ArrayRecording.builder(Timeline.regular(0, 0.04, 25))
                .pictures(time -> image)
                .build();
        FeatureCollector found = encode(
                new OnnxFaceFactory().create(xception(detector, Optional.empty()), TestModels.context(folder)), still);
        assertThat(found.rows()).hasSize(1);
        assertThat(found.rows().get(0)[HAPPY]).isGreaterThan(0.9f);
    }

    @Test
    void theEndOfAFilmThatEndsInASmileLooksHappy() {
        Recording recording = TestModels.open(TestModels.clip("WolfgangLanger_Pexels.mp4"));
        List<float[]> rows = encode(
                        new OnnxFaceFactory()
                                .create(xception(Detector.CASCADE, Optional.empty()), TestModels.context(folder)),
                        recording)
                .rows();
        assertThat(meanHappiness(rows.subList(350, 430))).isGreaterThan(meanHappiness(rows.subList(0, 150)) + 0.4);
    }

    private static double meanHappiness(List<float[]> rows) {
        return rows.stream().mapToDouble(row -> row[HAPPY]).average().orElseThrow();
    }
}
