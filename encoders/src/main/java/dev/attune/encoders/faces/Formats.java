package dev.attune.encoders.faces;

import dev.attune.api.media.PictureFormat;
import dev.attune.api.media.PictureFormat.Colour;

/** Sizes of copies of pictures. */
final class Formats {
    private Formats() {}

    /** Returns the size whose larger side is at most so many pixels, with the same proportions, and not larger than the original. */
    static PictureFormat fitting(int width, int height, int largestSide, Colour colour) {
        return scaled(width, height, (double) largestSide / Math.max(width, height), colour);
    }

    /** Returns the size that is so many times the original, but not larger than it. */
    static PictureFormat scaled(int width, int height, double factor, Colour colour) {
        if (factor >= 1) {
            return new PictureFormat(width, height, colour);
        }
        return new PictureFormat(
                (int) Math.max(1, Math.round(width * factor)), (int) Math.max(1, Math.round(height * factor)), colour);
    }
}
