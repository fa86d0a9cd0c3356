package dev.attune.encoders.faces;

import dev.attune.api.DataException;
import dev.attune.api.media.Picture;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureFormat.Colour;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.CascadeClassifier;

/**
 * Finds frontal faces with the cascade {@code frontalface_alt2}, and eyes in their upper halves with the cascade {@code eye}, both from
 * OpenCV's jar.
 */
final class CascadeDetector implements FaceDetector {
    // Means over 6 speakers of the GRID corpus and one of another film: where YuNet puts the eyes within boxes of this
    // cascade.
    private static final List<Point> USUAL = List.of(new Point(0.31, 0.40), new Point(0.67, 0.40));
    // Steps of 1.1 cost twice as much; of a film with hands before the face they found 99 % instead of 95 %, and gaps
    // are bridged.
    private static final double STEP = 1.2;
    private static final double EYE_STEP = 1.1;
    private static final int EYE_NEIGHBOURS = 3;

    private final FaceConfig config;
    private final CascadeClassifier faces;
    private final CascadeClassifier eyes;
    private boolean closed;

    CascadeDetector(FaceConfig config) {
        this.config = config;
        OpenCv.load();
        this.faces = open("frontalface_alt2");
        this.eyes = open("eye");
    }

    private static CascadeClassifier open(String name) {
        File file = OpenCv.cascade(name);
        CascadeClassifier cascade = new CascadeClassifier(file.getPath());
        if (cascade.empty()) {
            throw new DataException("cannot read the cascade " + file + "; delete it, so that it is unpacked anew");
        }
        return cascade;
    }

    @Override
    public PictureFormat format(int width, int height) {
        return Formats.fitting(width, height, config.searchedSide(), Colour.GREY);
    }

    @Override
    @SuppressWarnings("try") // the scope is there to be closed
    public List<Face> detect(Picture picture) {
        if (closed) {
            throw new IllegalStateException("the detector is closed");
        }
        int smallest = (int) Math.round(config.minSize() * Math.min(picture.width(), picture.height()));
        try (PointerScope frees = new PointerScope()) {
            Mat grey = OpenCv.matrix(picture);
            RectVector boxes = new RectVector();
            IntPointer supports = new IntPointer();
            faces.detectMultiScale2(
                    grey, boxes, supports, STEP, config.neighbours(), 0, new Size(smallest, smallest), new Size());
            List<Face> found = new ArrayList<>();
            for (long i = 0; i < boxes.size(); i++) {
                Rect box = boxes.get(i);
                // No probability, but it grows from one half towards 1 with the number of boxes that agree.
                double score = (double) supports.get(i) / (supports.get(i) + config.neighbours());
                found.add(Face.of(new Box(box.x(), box.y(), box.width(), box.height()), score, eyesWithin(grey, box)));
            }
            return Duplicates.removed(found);
        }
    }

    private List<Point> eyesWithin(Mat grey, Rect face) {
        int width = face.width();
        int top = face.height() / 8;
        RectVector boxes = new RectVector();
        Mat upper = new Mat(grey, new Rect(face.x(), face.y() + top, width, face.height() / 2));
        eyes.detectMultiScale(
                upper,
                boxes,
                EYE_STEP,
                EYE_NEIGHBOURS,
                0,
                new Size(width / 6, width / 6),
                new Size(width / 2, width / 2));
        List<Point> candidates = new ArrayList<>();
        for (long i = 0; i < boxes.size(); i++) {
            Rect box = boxes.get(i);
            candidates.add(
                    new Point(face.x() + box.x() + box.width() / 2.0, face.y() + top + box.y() + box.height() / 2.0));
        }
        return Eyes.plausible(candidates, new Box(face.x(), face.y(), width, face.height()));
    }

    @Override
    public List<Point> usualLandmarks() {
        return USUAL;
    }

    @Override
    public void close() {
        closed = true;
        faces.close();
        eyes.close();
    }
}
