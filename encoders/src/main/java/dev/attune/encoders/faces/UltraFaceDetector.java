package dev.attune.encoders.faces;

import dev.attune.api.DataException;
import dev.attune.api.media.Picture;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureFormat.Colour;
import dev.attune.encoders.onnx.OnnxArray;
import dev.attune.encoders.onnx.OnnxModel;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Finds faces with the network Ultra-Light-Fast-Generic-Face-Detector RFB-320, in pictures brought to 320 x 240. */
final class UltraFaceDetector implements FaceDetector {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final double MOST_OVERLAP = 0.4;
    // Means over 6 speakers of the GRID corpus and one of another film: where YuNet puts landmarks within boxes of this
    // network.
    static final List<Point> USUAL = List.of(
            new Point(0.26, 0.41),
            new Point(0.77, 0.40),
            new Point(0.52, 0.61),
            new Point(0.29, 0.75),
            new Point(0.75, 0.75));

    private final FaceConfig config;
    private final OnnxModel network;
    private final String input;
    private final float[] planes = new float[3 * WIDTH * HEIGHT];

    UltraFaceDetector(FaceConfig config, Path model, int threads) {
        this.config = config;
        this.network = OnnxModel.open(model, threads);
        if (!network.outputs().containsAll(List.of("scores", "boxes"))) {
            List<String> outputs = network.outputs();
            network.close();
            throw new DataException("The model " + model + " gives " + outputs
                    + ", wanted scores and boxes; use version-RFB-320.onnx with the detector ultraface.");
        }
        this.input = network.onlyInput().name();
    }

    @Override
    public PictureFormat format(int width, int height) {
        return new PictureFormat(WIDTH, HEIGHT, Colour.RGB);
    }

    @Override
    public List<Face> detect(Picture picture) {
        ByteBuffer pixels = picture.pixels();
        int plane = WIDTH * HEIGHT;
        for (int i = 0; i < plane; i++) {
            for (int channel = 0; channel < 3; channel++) {
                planes[channel * plane + i] = ((pixels.get(3 * i + channel) & 0xff) - 127) / 128f;
            }
        }
        OnnxArray picked = OnnxArray.of(planes, 1, 3, HEIGHT, WIDTH);
        List<OnnxArray> found = network.run(Map.of(input, picked), List.of("scores", "boxes"));
        return kept(candidates(found.get(0).floats(), found.get(1).floats()));
    }

    private List<Face> candidates(float[] scores, float[] corners) {
        List<Face> candidates = new ArrayList<>();
        for (int i = 0; i < corners.length / 4; i++) {
            // Scores come in pairs: background, face.
            float score = scores[2 * i + 1];
            double width = (corners[4 * i + 2] - corners[4 * i]) * WIDTH;
            double height = (corners[4 * i + 3] - corners[4 * i + 1]) * HEIGHT;
            if (score >= config.threshold() && height >= config.minSize() * HEIGHT && width > 0) {
                Box box = new Box(corners[4 * i] * WIDTH, corners[4 * i + 1] * HEIGHT, width, height);
                candidates.add(Face.of(box, Math.min(1, score), List.of()));
            }
        }
        candidates.sort(Comparator.comparingDouble(Face::score).reversed());
        return candidates;
    }

    /** Drops what overlaps a surer one. */
    private static List<Face> kept(List<Face> candidates) {
        List<Face> kept = new ArrayList<>();
        for (Face candidate : candidates) {
            if (kept.stream().noneMatch(face -> face.box().overlap(candidate.box()) > MOST_OVERLAP)) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    @Override
    public List<Point> usualLandmarks() {
        return USUAL;
    }

    @Override
    public void close() {
        network.close();
    }
}
