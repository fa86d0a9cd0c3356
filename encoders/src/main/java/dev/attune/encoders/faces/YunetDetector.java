package dev.attune.encoders.faces;

import dev.attune.api.DataException;
import dev.attune.api.media.Picture;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureFormat.Colour;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.FaceDetectorYN;

/** Finds faces and five landmarks with the network YuNet, through OpenCV. */
final class YunetDetector implements FaceDetector {
    private static final float OVERLAP = 0.3f;
    private static final int MOST_CANDIDATES = 5000;
    private static final int NUMBERS = 15;

    private final FaceConfig config;
    private final FaceDetectorYN network;
    private final Mat rows = new Mat();
    private int width;
    private int height;
    private boolean closed;

    YunetDetector(FaceConfig config, Path model) {
        this.config = config;
        OpenCv.load();
        this.network = open(model, (float) config.threshold());
    }

    private static FaceDetectorYN open(Path model, float threshold) {
        try {
            // Another size is set before the first picture.
            return FaceDetectorYN.create(
                    model.toString(), "", new Size(320, 320), threshold, OVERLAP, MOST_CANDIDATES, 0, 0);
        } catch (RuntimeException refused) {
            throw unfit(model, refused);
        }
    }

    private static DataException unfit(Path model, RuntimeException cause) {
        return new DataException(
                "cannot use " + model
                        + " as YuNet; wanted an ONNX file such as face_detection_yunet_2023mar.onnx, of a fixed size",
                cause);
    }

    @Override
    public PictureFormat format(int pictureWidth, int pictureHeight) {
        return Formats.fitting(pictureWidth, pictureHeight, config.searchedSide(), Colour.BGR);
    }

    @Override
    @SuppressWarnings("try") // the scope is there to be closed
    public List<Face> detect(Picture picture) {
        if (closed) {
            throw new IllegalStateException("the detector is closed");
        }
        double smallest = config.minSize() * Math.min(picture.width(), picture.height());
        try (PointerScope frees = new PointerScope()) {
            if (picture.width() != width || picture.height() != height) {
                network.setInputSize(new Size(picture.width(), picture.height()));
                width = picture.width();
                height = picture.height();
            }
            network.detect(OpenCv.matrix(picture), rows);
            List<Face> found = new ArrayList<>();
            if (rows.rows() > 0) {
                FloatBuffer numbers = rows.createBuffer();
                for (int row = 0; row < rows.rows(); row++) {
                    Face face = face(numbers, row * NUMBERS);
                    if (face.box().height() >= smallest) {
                        found.add(face);
                    }
                }
            }
            return found;
        }
    }

    private static Face face(FloatBuffer numbers, int start) {
        List<Point> landmarks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            landmarks.add(new Point(numbers.get(start + 4 + 2 * i), numbers.get(start + 5 + 2 * i)));
        }
        Box box = new Box(numbers.get(start), numbers.get(start + 1), numbers.get(start + 2), numbers.get(start + 3));
        return Face.of(box, Math.min(1, Math.max(0, numbers.get(start + 14))), landmarks);
    }

    @Override
    public List<Point> usualLandmarks() {
        // Every face comes with its own, so that these are not used.
        return UltraFaceDetector.USUAL;
    }

    @Override
    public void close() {
        closed = true;
        rows.close();
        network.close();
    }
}
