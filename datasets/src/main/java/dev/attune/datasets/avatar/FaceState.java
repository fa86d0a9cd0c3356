package dev.attune.datasets.avatar;

/**
 * How a face looks at one moment.
 *
 * @param smile from the corners of the mouth down, -1, to up, 1
 * @param open from lips closed, 0, to wide open, 1
 * @param brows from low, -1, to high, 1
 * @param lids from shut, 0, to wide open, 1
 * @param gazeX where the eyes look, in parts of what they can
 * @param gazeY where the eyes look
 * @param tilt of the head in radians
 * @param shiftX of the head in half heads
 * @param shiftY of the head in half heads
 * @param zoom factor on the size of the head
 */
record FaceState(
        double smile,
        double open,
        double brows,
        double lids,
        double gazeX,
        double gazeY,
        double tilt,
        double shiftX,
        double shiftY,
        double zoom) {}
