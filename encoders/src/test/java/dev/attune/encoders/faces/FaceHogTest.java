package dev.attune.encoders.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.DataException;
import dev.attune.api.encoder.Encoder;
import dev.attune.api.encoder.ModelSource;
import dev.attune.api.media.PictureFormat.Colour;
import dev.attune.api.media.Region;
import dev.attune.api.media.Timeline;
import dev.attune.encoders.TestModels;
import dev.attune.testkit.media.ArrayRecording;
import dev.attune.testkit.media.FeatureCollector;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ObjDoubleConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encodes drawn faces with the cascade. */
final class FaceHogTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final FaceHogConfig DEFAULT = new FaceHogConfig(FaceConfig.DEFAULT, 64, 0);

    private static final ArrayRecording TALKING =
            clip(2, (image, time) -> DrawnFace.draw(image, 150 + 10 * time, 120, 75, Math.sin(3 * time)));

    @TempDir
    private Path folder;

    private static ArrayRecording clip(double seconds, ObjDoubleConsumer<BufferedImage> painter) {
        // Drawing takes longer than encoding, and each picture is asked for twice.
        Map<Double, BufferedImage> drawn = new ConcurrentHashMap<>();
        return ArrayRecording.builder(Timeline.regular(0, seconds, 10))
                .pictures(time -> drawn.computeIfAbsent(time, first -> {
                    BufferedImage image = DrawnFace.wall(WIDTH, HEIGHT);
                    painter.accept(image, first);
                    return image;
                }))
                .build();
    }

    private FeatureCollector encode(ArrayRecording clip) {
        try (Encoder encoder = new FaceHogFactory().create(DEFAULT, TestModels.context(folder))) {
            return encode(encoder, clip);
        }
    }

    private static FeatureCollector encode(Encoder encoder, ArrayRecording clip) {
        FeatureCollector rows = new FeatureCollector(encoder.outputs());
        encoder.encode(clip.input(), rows);
        return rows;
    }

    @Test
    void givesARowForEachPictureWithTheFace() {
        FeatureCollector found = encode(TALKING);
        assertThat(found.findings()).isEmpty();
        assertThat(found.rows()).hasSize(20);
        assertThat(found.regions()).hasSize(20);
        for (int picture = 0; picture < 20; picture++) {
            assertThat(found.spans().get(picture).start())
                    .isEqualTo(TALKING.timeline().seconds(picture));
            Region region = found.regions().get(picture);
            double middle = (region.x() + region.width() / 2) * WIDTH;
            // Pictures that were not searched lie between those that were: the box moves with the face.
            assertThat(middle).isCloseTo(150 + picture, within(6.0));
        }
    }

    @Test
    void rowsAreTheSameEveryTimeAndChangeWithTheFace() {
        List<float[]> first;
        try (Encoder encoder = new FaceHogFactory().create(DEFAULT, TestModels.context(folder))) {
            first = encode(encoder, TALKING).rows();
            encode(encoder, clip(1, (image, time) -> DrawnFace.draw(image, 100, 120, 60, -1)));
            assertThat(encode(encoder, TALKING).rows())
                    .usingRecursiveComparison()
                    .isEqualTo(first);
        }
        // The mouth is about the same at 0.4 s and at 0.6 s, and turned round at 1.6 s.
        assertThat(distance(first.get(5), first.get(16))).isGreaterThan(2 * distance(first.get(4), first.get(6)));
    }

    private static double distance(float[] one, float[] other) {
        double squares = 0;
        for (int i = 0; i < HogDescriptor.OUTPUTS; i++) {
            squares += Math.pow(one[i] - other[i], 2);
        }
        return Math.sqrt(squares);
    }

    @Test
    void severalEncodersWorkInSeveralThreads() throws InterruptedException, ExecutionException {
        List<float[]> alone = encode(TALKING).rows();
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Future<List<float[]>>> results = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                results.add(threads.submit(() -> encode(TALKING).rows()));
            }
            for (Future<List<float[]>> result : results) {
                assertThat(result.get()).usingRecursiveComparison().isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void pushesNoRowsWhileTheFaceIsAway() {
        FeatureCollector found = encode(clip(4, (image, time) -> {
            if (time < 1 || time >= 2.5) {
                DrawnFace.draw(image, 160, 120, 75, 0);
            }
        }));
        // Every second picture is searched: the face is known to be there up to 0.8 s, and from 2.6 s to the end.
        assertThat(found.rows()).hasSize(9 + 14);
        assertThat(found.spans()).noneMatch(span -> span.start() > 1.001 && span.end() < 2.499);
        assertThat(found.findings()).containsExactly("a face in " + found.rows().size() + " of 40 pictures");
    }

    @Test
    void saysThatThereIsNoFace() {
        FeatureCollector found = encode(clip(1, (image, time) -> {}));
        assertThat(found.rows()).isEmpty();
        assertThat(found.findings()).containsExactly("no face in 10 pictures");
    }

    @Test
    void saysThatThereAreNoPictures() {
        FeatureCollector found =
                encode(ArrayRecording.builder(Timeline.regular(0, 1, 25)).build());
        assertThat(found.rows()).isEmpty();
        assertThat(found.findings()).containsExactly("no pictures, so no face");
    }

    @Test
    void followsTheLargerOfTwoFacesAndSaysSo() {
        FeatureCollector found = encode(clip(1, (image, time) -> {
            DrawnFace.draw(image, 75, 120, 50, 0);
            DrawnFace.draw(image, 225, 120, 75, 1);
        }));
        assertThat(found.regions()).hasSize(10).allMatch(region -> region.x() > 0.45);
        assertThat(found.findings())
                .containsExactly(
                        "2 faces; the one that is largest for longest was followed, seen in 6 of 6 searched pictures");
    }

    @Test
    void takesAStillPicture() {
        ArrayRecording still = ArrayRecording.builder(Timeline.regular(0, 0.04, 25))
                .pictures(time -> {
                    BufferedImage image = DrawnFace.wall(641, 359);
                    DrawnFace.draw(image, 300, 180, 120, 0);
                    return image;
                })
                .build();
        assertThat(encode(still).rows()).hasSize(1);
    }

    @Test
    void bringsTheEyesToTheirPlaceInTheCut() {
        int side = 112;
        List<byte[]> cuts = new ArrayList<>();
        FaceFinder finder = Detectors.finder(FaceConfig.DEFAULT, TestModels.context(folder));
        try (FaceReader reader = new FaceReader(finder, new FaceCut(true, side, 0, Colour.GREY))) {
            reader.read(
                    clip(0.5, (image, time) -> DrawnFace.draw(image, 170, 110, 80, 0)),
                    new FeatureCollector(1),
                    (span, pixels) -> cuts.add(pixels.clone()));
        }
        assertThat(cuts).hasSize(5);
        assertPupilAt(cuts.get(2), side, 38.3, 51.7);
        assertPupilAt(cuts.get(2), side, 73.5, 51.5);
    }

    /** The centre of what is dark round one of ArcFace's places of eyes, without the brows, is that place. */
    private static void assertPupilAt(byte[] grey, int side, double x, double y) {
        double weight = 0;
        double across = 0;
        double down = 0;
        for (int line = (int) y - 6; line <= y + 8; line++) {
            for (int column = (int) x - 8; column <= x + 8; column++) {
                double darkness = Math.max(0, 60 - (grey[line * side + column] & 0xff));
                weight += darkness;
                across += darkness * column;
                down += darkness * line;
            }
        }
        assertThat(weight).isPositive();
        assertThat(across / weight).isCloseTo(x, within(2.5));
        assertThat(down / weight).isCloseTo(y, within(2.5));
    }

    @Test
    void refusesAModelThatIsNoYunet() throws IOException {
        Path file = Files.writeString(folder.resolve("model.onnx"), "no model");
        FaceConfig config = new FaceConfig(
                FaceConfig.Detector.YUNET,
                Optional.of(ModelSource.of(file.toString())),
                1,
                Optional.empty(),
                0.2,
                0.7,
                3,
                0.5,
                0.2,
                Optional.empty());
        assertThatThrownBy(() -> Detectors.finder(config, TestModels.context(folder)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("as YuNet");
    }

    @Test
    void refusesOptionsThatTheDetectorDoesNotUse() {
        Optional<ModelSource> model = Optional.of(ModelSource.of("model.onnx"));
        assertThatThrownBy(() -> new FaceConfig(
                        FaceConfig.Detector.CASCADE,
                        Optional.empty(),
                        2,
                        Optional.empty(),
                        0.2,
                        0.9,
                        3,
                        0.5,
                        0.2,
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the detector cascade has no scores, found threshold 0.9; leave it out, or give neighbours");
        assertThatThrownBy(() -> new FaceConfig(
                        FaceConfig.Detector.YUNET, model, 2, Optional.of(640), 0.2, 0.9, 5, 0.5, 0.2, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("neighbours is for the detector cascade only, found 5 with yunet; leave it out, or give "
                        + "threshold");
        assertThatThrownBy(() -> new FaceConfig(
                        FaceConfig.Detector.ULTRAFACE,
                        model,
                        2,
                        Optional.of(640),
                        0.2,
                        0.9,
                        3,
                        0.5,
                        0.2,
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the detector ultraface always takes 320 x 240, found largest-side 640; leave it out");
    }

    /** OpenCV would be handed what it has freed. */
    @Test
    void refusesWorkWhenItIsClosed() {
        Encoder encoder = new FaceHogFactory().create(DEFAULT, TestModels.context(folder));
        encoder.close();
        assertThatThrownBy(() -> encode(encoder, TALKING))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the detector is closed");
    }

    @Test
    void refusesADetectorWithoutItsModel() {
        assertThatThrownBy(() -> new FaceConfig(
                        FaceConfig.Detector.YUNET,
                        Optional.empty(),
                        1,
                        Optional.empty(),
                        0.2,
                        0.7,
                        3,
                        0.5,
                        0.2,
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the detector yunet needs the option model, found none; give the path of its ONNX file");
    }
}
