package dev.attune.encoders.faces;

import java.util.Arrays;

/**
 * Computes histograms of uniform local binary patterns of a grey square (Ojala, Pietikäinen and Mäenpää, TPAMI 2002).
 *
 * <p>The pattern of a pixel has a bit for each of its 8 neighbours, set where the neighbour is at least as bright. The 58 patterns in
 * which the bits change at most twice round the pixel have a bin each, in the order of their numbers; the others share the last. One
 * histogram for each quarter of the square, each with the sum 1: 4 x 59 = 236 numbers. The outermost pixels have no pattern.
 */
final class LbpDescriptor {
    static final int OUTPUTS = 236;

    private static final int BINS = 59;
    private static final int QUARTERS = 2;
    private static final int[] BIN_OF_PATTERN = binOfPattern();
    // Round the pixel, from the upper left one to the right.
    private static final int[] RIGHT = {-1, 0, 1, 1, 1, 0, -1, -1};
    private static final int[] DOWN = {-1, -1, -1, 0, 1, 1, 1, 0};

    private final int side;
    private final int[] counts = new int[OUTPUTS];

    /**
     * Makes a descriptor.
     *
     * @param side of the square in pixels, at least 4
     */
    LbpDescriptor(int side) {
        this.side = side;
    }

    private static int[] binOfPattern() {
        int[] bins = new int[256];
        int next = 0;
        for (int pattern = 0; pattern < 256; pattern++) {
            int turned = (pattern >> 1) | ((pattern & 1) << 7);
            boolean uniform = Integer.bitCount(pattern ^ turned) <= 2;
            bins[pattern] = uniform ? next++ : BINS - 1;
        }
        return bins;
    }

    /** Writes the numbers into a row, from a place on. */
    void describe(byte[] grey, float[] row, int start) {
        Arrays.fill(counts, 0);
        for (int y = 1; y < side - 1; y++) {
            for (int x = 1; x < side - 1; x++) {
                int quarter = y * QUARTERS / side * QUARTERS + x * QUARTERS / side;
                counts[quarter * BINS + BIN_OF_PATTERN[pattern(grey, x, y)]]++;
            }
        }
        for (int quarter = 0; quarter < QUARTERS * QUARTERS; quarter++) {
            int sum = 0;
            for (int bin = 0; bin < BINS; bin++) {
                sum += counts[quarter * BINS + bin];
            }
            for (int bin = 0; bin < BINS; bin++) {
                row[start + quarter * BINS + bin] = (float) counts[quarter * BINS + bin] / sum;
            }
        }
    }

    private int pattern(byte[] grey, int x, int y) {
        int centre = grey[y * side + x] & 0xff;
        int pattern = 0;
        for (int i = 0; i < RIGHT.length; i++) {
            int neighbour = grey[(y + DOWN[i]) * side + x + RIGHT[i]] & 0xff;
            if (neighbour >= centre) {
                pattern |= 1 << i;
            }
        }
        return pattern;
    }
}
