package dev.attune.runner.predict;

import dev.attune.api.media.Recording;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.stream.Stream;

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

    /**
     * Finds the places for a recording.
     *
     * @param recording gives the size
     * @param regions that the plane should not hide
     */
    static OverlayLayout of(Recording recording, Regions regions) {
        int width = even(Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, recording.width())));
        int height = Math.max(2, even((double) width * recording.height() / recording.width()));
        int below = even(Math.max(LEAST_TRACES, TRACES * height));
        Rectangle picture = new Rectangle(0, 0, width, height);
        return new OverlayLayout(
                picture, new Rectangle(0, height, width, below), plane(picture, regions), Math.max(11, width / 64));
    }

    /** Of all corners but the upper left, which has the names of modalities, takes the one that hides the least. */
    private static Rectangle plane(Rectangle picture, Regions regions) {
        int side = (int) Math.round(PLANE * Math.min(picture.width, picture.height));
        int margin = Math.max(6, side / 16);
        int right = picture.width - side - margin;
        int bottom = picture.height - side - margin;
        return Stream.of(new Point(right, margin), new Point(right, bottom), new Point(margin, bottom))
                .map(corner -> new Rectangle(corner.x, corner.y, side, side))
                .min(Comparator.comparingDouble(place -> regions.hidden(new Rectangle2D.Double(
                        (double) place.x / picture.width,
                        (double) place.y / picture.height,
                        (double) side / picture.width,
                        (double) side / picture.height))))
                .orElseThrow();
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
