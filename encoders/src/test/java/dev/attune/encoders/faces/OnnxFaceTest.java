package dev.attune.encoders.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.DataException;
import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.ModelSource;
import dev.attune.api.media.Timeline;
import dev.attune.encoders.TestModels;
import dev.attune.encoders.faces.OnnxFaceConfig.Colour;
import dev.attune.encoders.faces.OnnxFaceConfig.Cut;
import dev.attune.encoders.faces.OnnxFaceConfig.Layout;
import dev.attune.encoders.faces.OnnxFaceConfig.Preset;
import dev.attune.encoders.faces.OnnxFaceConfig.Scale;
import dev.attune.encoders.onnx.OnnxInput;
import dev.attune.encoders.onnx.OnnxWriter;
import dev.attune.testkit.media.ArrayRecording;
import dev.attune.testkit.media.FeatureCollector;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxFaceTest {
    private static final Path NAME = Path.of("model.onnx");
    private static final Map<Double, BufferedImage> DRAWN = new ConcurrentHashMap<>();
    private static final ArrayRecording CLIP = ArrayRecording.builder(Timeline.regular(0, 2, 10))
            .pictures(time -> DRAWN.computeIfAbsent(time, OnnxFaceTest::drawn))
            .build();

    @TempDir
    private Path folder;

    private static OnnxInput input(long... shape) {
        return new OnnxInput(
                "x", OnnxInput.Type.FLOAT, Arrays.stream(shape).boxed().toList());
    }

    private static OnnxFaceConfig config(
            Path model,
            Optional<Colour> colour,
            Scale scale,
            List<Double> mean,
            List<Double> std,
            Optional<String> tensor) {
        return new OnnxFaceConfig(
                FaceConfig.DEFAULT,
                Optional.of(ModelSource.of(model.toString())),
                Optional.empty(),
                Optional.empty(),
                colour,
                Optional.of(scale),
                mean,
                std,
                Optional.empty(),
                tensor,
                Optional.of(Cut.BOX),
                Optional.empty());
    }

    /** Writes a row of a 2 x 2 face whose pixels are (0, 51, 102), (153, 204, 255), ... */
    private static float[] written(FaceTensor form, int channels) {
        byte[] pixels = new byte[2 * 2 * channels];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (51 * (i % 6));
        }
        float[] array = new float[2 * form.length()];
        form.write(pixels, array, 1);
        float[] second = new float[form.length()];
        System.arraycopy(array, form.length(), second, 0, second.length);
        return second;
    }

    @Test
    void bringsPixelsIntoPlanesAndNormalisesEachChannel() {
        FaceTensor form = new FaceTensor(
                config(
                        NAME,
                        Optional.empty(),
                        Scale.UNIT,
                        List.of(0.2, 0.4, 0.6),
                        List.of(0.5, 1.0, 2.0),
                        Optional.empty()),
                input(-1, 3, 2, 2),
                NAME);
        assertThat(form.shape(2)).containsExactly(2, 3, 2, 2);
        assertThat(form.cut().colour()).isEqualTo(dev.attune.api.media.PictureFormat.Colour.RGB);
        assertThat(written(form, 3))
                .containsExactly(
                        new float[] {-0.4f, 0.8f, -0.4f, 0.8f, -0.2f, 0.4f, -0.2f, 0.4f, -0.1f, 0.2f, -0.1f, 0.2f},
                        within(1e-6f));
    }

    @Test
    void leavesChannelsTogetherWhereTheModelHasThemLast() {
        FaceTensor form = new FaceTensor(
                config(NAME, Optional.of(Colour.BGR), Scale.BYTE, List.of(1.0), List.of(), Optional.empty()),
                input(1, 2, 2, 3),
                NAME);
        assertThat(form.layout()).isEqualTo(Layout.NHWC);
        assertThat(form.shape(1)).containsExactly(1, 2, 2, 3);
        assertThat(written(form, 3)).containsExactly(-1, 50, 101, 152, 203, 254, -1, 50, 101, 152, 203, 254);
    }

    @Test
    void takesSizeColourAndNumbersFromAPreset() {
        OnnxFaceConfig config = new OnnxFaceConfig(
                FaceConfig.DEFAULT,
                Optional.empty(),
                Optional.of(Preset.ENET_B2_8),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(0.1));
        FaceTensor form = new FaceTensor(config, input(-1, 3, -1, -1), NAME);
        assertThat(form.cut()).isEqualTo(new FaceCut(false, 260, 0.1, dev.attune.api.media.PictureFormat.Colour.RGB));
        float[] array = new float[form.length()];
        form.write(new byte[form.length()], array, 0);
        assertThat(array[0]).isCloseTo((float) (-0.485 / 0.229), within(1e-6f));
        assertThat(Preset.ENET_B2_8.source().source()).endsWith("/affectnet_emotions/onnx/enet_b2_8.onnx?raw=true");
    }

    @Test
    void saysWhatTheModelDoesNotTell() {
        OnnxFaceConfig config = OnnxFaceConfig.of(ModelSource.of("model.onnx"));
        assertThatThrownBy(() -> new FaceTensor(config, input(-1, -1, -1, -1), NAME))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("give the option layout");
        assertThatThrownBy(() -> new FaceTensor(config, input(-1, 3, -1, -1), NAME))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("give the option size");
        assertThatThrownBy(() -> new FaceTensor(config, input(-1, 10), NAME))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("wanted a model of pictures");
        assertThatThrownBy(() -> new FaceTensor(
                        config(NAME, Optional.of(Colour.GREY), Scale.UNIT, List.of(), List.of(), Optional.empty()),
                        input(-1, 3, 8, 8),
                        NAME))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("leave them out");
        assertThatThrownBy(() -> new FaceTensor(
                        config(NAME, Optional.empty(), Scale.UNIT, List.of(1.0, 2.0), List.of(), Optional.empty()),
                        input(-1, 3, 8, 8),
                        NAME))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("mean has 2 numbers");
    }

    private static BufferedImage drawn(double time) {
        BufferedImage image = DrawnFace.wall(320, 240);
        DrawnFace.draw(image, 150 + 10 * time, 120, 75, time - 1);
        return image;
    }

    private FeatureCollector encode(OnnxFaceConfig config) {
        try (Encoder encoder = new OnnxFaceFactory().create(config, TestModels.context(folder))) {
            FeatureCollector rows = new FeatureCollector(encoder.outputs());
            encoder.encode(CLIP.input(), rows);
            return rows;
        }
    }

    /** Copies the picture to two planes, an inner tensor, and takes their means. */
    private Path model(long faces) {
        return new OnnxWriter()
                .input("x", faces, 1, 32, 32)
                .weights("ones", new float[] {1, 1}, 2, 1, 1, 1)
                .node("Conv", "planes", "x", "ones")
                .node("GlobalAveragePool", "pooled", "planes")
                .node("Flatten", "y", "pooled")
                .output("y", faces, 2)
                .write(folder.resolve("model" + faces + ".onnx"));
    }

    @Test
    void givesTheSameRowsOneByOneAndInBatches() {
        List<float[]> single =
                encode(OnnxFaceConfig.of(ModelSource.of(model(1).toString()))).rows();
        List<float[]> batched =
                encode(OnnxFaceConfig.of(ModelSource.of(model(-1).toString()))).rows();
        assertThat(single).hasSize(20);
        for (int row = 0; row < 20; row++) {
            assertThat(batched.get(row)).containsExactly(single.get(row), within(1e-5f));
            // The mean brightness of skin.
            assertThat(single.get(row)[0]).isBetween(0.3f, 0.8f).isEqualTo(single.get(row)[1]);
        }
    }

    @Test
    void takesTheMeansOfAnInnerTensorOfPlanes() {
        Path model = model(-1);
        List<float[]> outputs = encode(
                        config(model, Optional.empty(), Scale.UNIT, List.of(), List.of(), Optional.empty()))
                .rows();
        List<float[]> planes = encode(
                        config(model, Optional.empty(), Scale.UNIT, List.of(), List.of(), Optional.of("planes")))
                .rows();
        for (int row = 0; row < 20; row++) {
            assertThat(planes.get(row)).containsExactly(outputs.get(row), within(1e-5f));
        }
    }

    @Test
    void refusesATensorThatIsNotThere() {
        OnnxFaceConfig config =
                config(model(-1), Optional.empty(), Scale.UNIT, List.of(), List.of(), Optional.of("pool"));
        assertThatThrownBy(() -> new OnnxFaceFactory().create(config, TestModels.context(folder)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has no tensor pool")
                .hasMessageContaining("pooled");
    }

    @Test
    void refusesAModelThatTakesAFixedNumberOfFaces() {
        OnnxFaceConfig config = OnnxFaceConfig.of(ModelSource.of(model(4).toString()));
        assertThatThrownBy(() -> new OnnxFaceFactory().create(config, TestModels.context(folder)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("always several faces at once");
    }
}
