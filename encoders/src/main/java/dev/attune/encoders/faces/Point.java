package dev.attune.encoders.faces;

/**
 * A place in a picture.
 *
 * @param x pixels from the left
 * @param y pixels from above
 */
record Point(double x, double y) {}
