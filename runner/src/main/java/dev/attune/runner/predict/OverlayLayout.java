package dev.attune.runner.predict;

import dev.attune.api.media.Recording;
import java.awt.Rectangle;

/**
 * Where things are in a picture of the overlay: the recording's picture, and below it the traces.
 *
 * @param picture the recording's picture
 * @param traces the ground of the traces
 * @param plane the plane, in a corner of the picture
 * @param text height of letters
 */
record OverlayLayout(Rectangle picture, Rectangle traces, Rectangle plane, int text) {
    /** Narrower, and letters cannot be read. */
    private static final int LEAST_WIDTH = 480;
    /** Wider, and writing takes long for what nobody sees. */
    private static final int MOST_WIDTH = 1920;

    private static final double TRACES = .24; // of the height of the picture
    private static final int LEAST_TRACES = 84;
    private static final double PLANE = .34;

    /** Finds the places for a recording. */
    static OverlayLayout of(Recording recording) {
        int width = even(Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, recording.width())));
        int height = Math.max(2, even((double) width * recording.height() / recording.width()));
        int below = even(Math.max(LEAST_TRACES, TRACES * height));
        int side = (int) Math.round(PLANE * Math.min(width, height));
        int margin = Math.max(6, side / 16);
        return new OverlayLayout(
                new Rectangle(0, 0, width, height),
                new Rectangle(0, height, width, below),
                new Rectangle(width - side - margin, margin, side, side),
                Math.max(11, width / 64));
    }

    private static int even(double pixels) {
        return 2 * (int) Math.round(pixels / 2);
    }

    int width() {
        return picture.width;
    }

    int height() {
        return picture.height + traces.height;
    }
}
