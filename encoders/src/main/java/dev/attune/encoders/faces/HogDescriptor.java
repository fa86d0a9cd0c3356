package dev.attune.encoders.faces;

import java.util.Arrays;

/**
 * Computes histograms of oriented gradients of a grey square (Dalal and Triggs, CVPR 2005).
 *
 * <p>The square is divided into 4 x 4 cells. Each pixel votes with the magnitude of its gradient for the two nearest of 9 orientations in
 * [0, 180) degrees and for the up to four nearest cells, shared by distance. Each block of 2 x 2 cells is scaled to length 1, cut off at
 * 0.2, and scaled again. Blocks overlap: 3 x 3 x (2 x 2 x 9) = 324 numbers, block by block, cell by cell, row by row.
 */
final class HogDescriptor {
    static final int OUTPUTS = 324;

    private static final int CELLS = 4;
    private static final int BINS = 9;
    private static final int BLOCKS = CELLS - 1;
    private static final double CUT_OFF = 0.2;
    // A gradient of one grey level at one pixel.
    private static final double LEAST = 1;

    private final int side;
    private final double[] cells = new double[CELLS * CELLS * BINS];
    private final double[] block = new double[4 * BINS];

    /**
     * Makes a descriptor.
     *
     * @param side of the square in pixels
     */
    HogDescriptor(int side) {
        this.side = side;
    }

    /** Writes the numbers into a row, from a place on. */
    void describe(byte[] grey, float[] row, int start) {
        Arrays.fill(cells, 0);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double right = value(grey, x + 1, y) - value(grey, x - 1, y);
                double down = value(grey, x, y + 1) - value(grey, x, y - 1);
                if (right != 0 || down != 0) {
                    vote(x, y, right, down);
                }
            }
        }
        int next = start;
        for (int y = 0; y < BLOCKS; y++) {
            for (int x = 0; x < BLOCKS; x++) {
                collectBlock(x, y);
                double length = length();
                // Blocks of no more than noise stay small instead of growing to length 1.
                double wanted = Math.min(1, length / LEAST);
                scale(1 / length);
                for (int i = 0; i < block.length; i++) {
                    block[i] = Math.min(block[i], CUT_OFF);
                }
                scale(wanted / length());
                for (double value : block) {
                    row[next++] = (float) value;
                }
            }
        }
    }

    private int value(byte[] grey, int x, int y) {
        int column = Math.min(side - 1, Math.max(0, x));
        int line = Math.min(side - 1, Math.max(0, y));
        return grey[line * side + column] & 0xff;
    }

    private void vote(int x, int y, double right, double down) {
        double magnitude = Math.hypot(right, down);
        double degrees = Math.toDegrees(Math.atan2(down, right));
        // Bin k has its centre at (k + 1/2) * 20 degrees, and the last is a neighbour of the first.
        double place = (degrees < 0 ? degrees + 180 : degrees) * BINS / 180 - 0.5;
        int bin = (int) Math.floor(place);
        double binShare = place - bin;
        double column = (x + 0.5) * CELLS / side - 0.5;
        double line = (y + 0.5) * CELLS / side - 0.5;
        int left = (int) Math.floor(column);
        int above = (int) Math.floor(line);
        for (int cellY = above; cellY <= above + 1; cellY++) {
            for (int cellX = left; cellX <= left + 1; cellX++) {
                if (cellX >= 0 && cellX < CELLS && cellY >= 0 && cellY < CELLS) {
                    double share = (1 - Math.abs(column - cellX)) * (1 - Math.abs(line - cellY)) * magnitude;
                    int cell = (cellY * CELLS + cellX) * BINS;
                    cells[cell + Math.floorMod(bin, BINS)] += share * (1 - binShare);
                    cells[cell + Math.floorMod(bin + 1, BINS)] += share * binShare;
                }
            }
        }
    }

    private void collectBlock(int x, int y) {
        for (int i = 0; i < 4; i++) {
            int cell = (y + i / 2) * CELLS + x + i % 2;
            System.arraycopy(cells, cell * BINS, block, i * BINS, BINS);
        }
    }

    private double length() {
        double squares = 0;
        for (double value : block) {
            squares += value * value;
        }
        // An even block has no direction; any length will do.
        return squares == 0 ? 1 : Math.sqrt(squares);
    }

    private void scale(double factor) {
        for (int i = 0; i < block.length; i++) {
            block[i] *= factor;
        }
    }
}
