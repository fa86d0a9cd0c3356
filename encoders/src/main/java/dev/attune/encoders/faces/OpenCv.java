package dev.attune.encoders.faces;

import dev.attune.api.DataException;
import dev.attune.api.media.Picture;
import java.io.File;
import java.io.IOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_objdetect;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/** OpenCV's native library and the files that come with it. */
final class OpenCv {
    private OpenCv() {}

    /**
     * Loads the library, as everything here must do first.
     *
     * @throws DataException if there is none for this platform
     */
    static void load() {
        try {
            Loader.load(opencv_objdetect.class);
        } catch (UnsatisfiedLinkError missing) {
            throw new DataException(
                    "found no OpenCV for " + Loader.getPlatform()
                            + ", which encoders of faces need; put the jars of opencv, openblas and javacpp with the classifier "
                            + Loader.getPlatform() + " on the class path",
                    missing);
        }
        // Clips are encoded beside each other; threads within a small picture only cost.
        opencv_core.setNumThreads(1);
    }

    /** Returns one of the cascades in OpenCV's jar as a file. */
    static File cascade(String name) {
        String resource = "/org/bytedeco/opencv/" + Loader.getPlatform() + "/share/opencv4/haarcascades/haarcascade_"
                + name + ".xml";
        @Nullable File file = null;
        try {
            file = Loader.cacheResource(resource);
        } catch (IOException e) {
            throw new DataException("cannot unpack " + resource + " from OpenCV's jar: " + e.getMessage(), e);
        }
        if (file == null) {
            throw new DataException("found no " + resource + " in OpenCV's jar; use one of release 4.13.0-1.5.13");
        }
        return file;
    }

    /** Returns a matrix over the pixels of a picture; over a copy of them if they do not lie outside of the heap. */
    static Mat matrix(Picture picture) {
        int type = opencv_core.CV_8UC(picture.colour().channels());
        return new Mat(picture.height(), picture.width(), type, new BytePointer(picture.pixels()));
    }
}
