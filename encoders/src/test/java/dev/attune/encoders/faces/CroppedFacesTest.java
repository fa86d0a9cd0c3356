package dev.attune.encoders.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.DataException;
import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.ModelSource;
import dev.attune.api.media.PictureFormat.Colour;
import dev.attune.api.media.Timeline;
import dev.attune.encoders.TestModels;
import dev.attune.testkit.media.ArrayRecording;
import dev.attune.testkit.media.FeatureCollector;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads faces that were cut out before, with gaps, on the clock of the recording. */
final class CroppedFacesTest {
    private static final int PICTURES = 12;

    @TempDir
    private Path folder;

    /** The shade of a picture tells its number: red rises with it, blue falls. */
    private void write(String trial, int picture) throws IOException {
        BufferedImage image = new BufferedImage(112, 112, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(new Color(15 * picture, 100, 250 - 15 * picture));
        graphics.fillRect(0, 0, 112, 112);
        graphics.dispose();
        Path faces = Files.createDirectories(folder.resolve(trial));
        ImageIO.write(
                image, "jpg", faces.resolve(String.format("%05d.jpg", picture)).toFile());
    }

    private static ArrayRecording recording(String file) {
        double[] times = new double[PICTURES];
        for (int picture = 0; picture < PICTURES; picture++) {
            times[picture] = 0.04 * picture + (picture > 5 ? 0.5 : 0);
        }
        return ArrayRecording.builder(new Timeline(times, 2))
                .file(Path.of("videos", file))
                .pictures(time -> new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR))
                .build();
    }

    @Test
    void eachFaceStandsAtTheTimeOfItsPicture() throws IOException {
        List<Integer> numbers = List.of(1, 2, 5, 6, 7, 12, 13);
        for (int number : numbers) {
            write("a.b_left", number);
        }
        List<Double> starts = new ArrayList<>();
        List<byte[]> shown = new ArrayList<>();
        FeatureCollector findings = new FeatureCollector(1);
        ArrayRecording recording = recording("a.b_left.mp4");
        new CroppedFaces(folder, new FaceCut(false, 8, 0, Colour.RGB)).read(recording, findings, (span, pixels) -> {
            starts.add(span.start());
            shown.add(pixels);
        });
        List<Integer> wanted = numbers.subList(0, 6);
        assertThat(starts)
                .isEqualTo(wanted.stream()
                        .map(number -> recording.timeline().seconds(number - 1))
                        .toList());
        for (int i = 0; i < wanted.size(); i++) {
            byte[] pixels = shown.get(i);
            assertThat(pixels).hasSize(8 * 8 * 3);
            assertThat(pixels[0] & 0xff).isCloseTo(15 * wanted.get(i), within(6)); // what JPEG does to a shade
            assertThat(pixels[1] & 0xff).isCloseTo(100, within(6));
            assertThat(pixels[2] & 0xff).isCloseTo(250 - 15 * wanted.get(i), within(6));
        }
        assertThat(findings.findings())
                .containsExactly(
                        "a cropped face for 6 of 12 pictures",
                        "there are cropped faces of more pictures than the recording has, 12");
    }

    @Test
    void anEncoderTakesThemInsteadOfASearch() throws IOException {
        write("x_right", 3);
        FaceHogConfig config = new FaceHogConfig(crops(folder), 64, 0);
        ArrayRecording recording = recording("x_right.mp4");
        try (Encoder encoder = new FaceHogFactory().create(config, TestModels.context(folder))) {
            FeatureCollector rows = new FeatureCollector(encoder.outputs());
            encoder.encode(recording.input(), rows);
            assertThat(rows.spans()).hasSize(1);
            assertThat(rows.spans().get(0).start())
                    .isEqualTo(recording.timeline().seconds(2));
        }
    }

    private static FaceConfig crops(Path folder) {
        return new FaceConfig(
                FaceConfig.Detector.CASCADE,
                Optional.empty(),
                2,
                Optional.empty(),
                0.2,
                0.7,
                3,
                0.5,
                0.2,
                Optional.of(folder));
    }

    @Test
    void whatIsNotThereIsNamed() throws IOException {
        CroppedFaces faces = new CroppedFaces(folder, new FaceCut(false, 8, 0, Colour.GREY));
        FeatureCollector findings = new FeatureCollector(1);
        assertThatThrownBy(() -> faces.read(recording("y.mp4"), findings, (span, pixels) -> {}))
                .isInstanceOf(DataException.class)
                .hasMessage("found no folder " + folder.resolve("y") + ", wanted the cropped faces of y.mp4");
        Path broken =
                Files.writeString(Files.createDirectories(folder.resolve("z")).resolve("00002.jpg"), "no picture");
        assertThatThrownBy(() -> faces.read(recording("z.mp4"), findings, (span, pixels) -> {}))
                .isInstanceOf(DataException.class)
                .hasMessage(broken + " is not a picture, wanted a cropped face");
        assertThatThrownBy(() -> new FaceConfig(
                        FaceConfig.Detector.YUNET,
                        Optional.of(ModelSource.of("model.onnx")),
                        2,
                        Optional.empty(),
                        0.2,
                        0.7,
                        3,
                        0.5,
                        0.2,
                        Optional.of(folder)))
                .hasMessage(
                        "crops are not searched for faces, found the detector yunet with them; leave one of the two out");
    }
}
