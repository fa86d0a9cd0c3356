package dev.attune.encoders.faces;

import dev.attune.api.media.Picture;
import dev.attune.api.media.PictureFormat;
import java.util.List;

/**
 * Finds faces in single pictures.
 *
 * <p>Holds buffers that every call overwrites: each thread needs a detector of its own.
 */
interface FaceDetector extends AutoCloseable {
    /**
     * Returns the form in which it wants the pictures of a recording.
     *
     * @param width of the recording's pictures
     * @param height of the recording's pictures
     */
    PictureFormat format(int width, int height);

    /** Returns the faces of a picture, in pixels of that picture, no two of them of the same face. */
    List<Face> detect(Picture picture);

    /** Returns where landmarks usually lie within a box of this detector, for boxes that come without. */
    List<Point> usualLandmarks();

    @Override
    void close();
}
