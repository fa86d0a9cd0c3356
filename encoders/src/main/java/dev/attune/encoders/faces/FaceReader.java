package dev.attune.encoders.faces;

import dev.attune.api.encoder.FeatureSink;
import dev.attune.api.media.Picture;
import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureStream;
import dev.attune.api.media.Recording;
import dev.attune.api.media.Region;
import dev.attune.api.media.Span;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Shows an encoder the followed face of a recording, picture by picture, cut out and aligned.
 *
 * <p>Reads the pictures twice: once small, to find the face, and once to cut it out. Holds buffers: each thread needs a reader of its own.
 */
final class FaceReader implements AutoCloseable {
    // A cut is made of at least so many pixels across for each of its own, and of not many more: the rest is left to
    // the decoder's scaler,
    // which is better at making pictures smaller.
    private static final double RESERVE = 1.5;

    private final FaceFinder finder;
    private final FaceCut cut;
    private final Mat cutPixels;
    private final byte[] pixels;

    FaceReader(FaceFinder finder, FaceCut cut) {
        this.finder = finder;
        this.cut = cut;
        OpenCv.load();
        this.cutPixels =
                new Mat(cut.side(), cut.side(), opencv_core.CV_8UC(cut.colour().channels()));
        this.pixels = new byte[cut.side() * cut.side() * cut.colour().channels()];
    }

    /** Takes faces in the order of their times. */
    @FunctionalInterface
    interface Taker {
        /**
         * Takes one face.
         *
         * @param span when it is shown
         * @param pixels of the cut, row by row; are overwritten by the next
         */
        void face(Span span, byte[] pixels);
    }

    /** Gives all faces of a recording to the taker, and regions and findings to the sink. */
    void read(Recording recording, FeatureSink sink, Taker taker) {
        Optional<Path> crops = finder.crops();
        if (crops.isPresent()) {
            new CroppedFaces(crops.get(), cut).read(recording, sink, taker);
            return;
        }
        FacePath path = finder.find(recording, sink);
        if (path.isEmpty()) {
            return;
        }
        PictureFormat format = format(recording, path);
        int pictures = 0;
        int faces = 0;
        try (PictureStream stream = recording.pictures(format)) {
            for (Picture picture = stream.next(); picture != null; picture = stream.next()) {
                Face face = path.at(pictures++, picture.span().start());
                if (face != null) {
                    faces++;
                    cutOut(picture, face, recording);
                    sink.region(picture.span(), region(face, recording));
                    taker.face(picture.span(), pixels);
                }
            }
        }
        if (faces < pictures) {
            sink.finding("a face in " + faces + " of " + pictures + " pictures");
        }
    }

    private PictureFormat format(Recording recording, FacePath path) {
        double scale = cut.alignment(path.medianFace()).scale();
        return Formats.scaled(recording.width(), recording.height(), scale * RESERVE, cut.colour());
    }

    @SuppressWarnings("try") // the scope is there to be closed
    private void cutOut(Picture picture, Face face, Recording recording) {
        Face here = face.scaled(
                (double) picture.width() / recording.width(), (double) picture.height() / recording.height());
        Alignment alignment = cut.alignment(here);
        try (PointerScope frees = new PointerScope()) {
            Mat transform = new Mat(2, 3, opencv_core.CV_64F);
            transform
                    .<DoubleBuffer>createBuffer()
                    .put(alignment.a())
                    .put(-alignment.b())
                    .put(alignment.c())
                    .put(alignment.b())
                    .put(alignment.a())
                    .put(alignment.d());
            opencv_imgproc.warpAffine(
                    OpenCv.matrix(picture),
                    cutPixels,
                    transform,
                    new Size(cut.side(), cut.side()),
                    opencv_imgproc.INTER_LINEAR,
                    opencv_core.BORDER_REPLICATE,
                    new Scalar(0));
            cutPixels.<ByteBuffer>createBuffer().get(pixels);
        }
    }

    private static Region region(Face face, Recording recording) {
        Box box = face.box();
        double width = recording.width();
        double height = recording.height();
        return new Region(box.x() / width, box.y() / height, box.width() / width, box.height() / height, face.score());
    }

    @Override
    public void close() {
        cutPixels.close();
        finder.close();
    }
}
