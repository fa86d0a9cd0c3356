package dev.attune.encoders.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Compares both descriptors with their definitions, written down plainly. */
final class DescriptorsTest {
    private static final int SIDE = 16;

    private static byte[] noise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] grey = new byte[SIDE * SIDE];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) random.nextInt(256);
        }
        return grey;
    }

    private static float[] hog(byte[] grey) {
        float[] row = new float[HogDescriptor.OUTPUTS];
        new HogDescriptor(SIDE).describe(grey, row, 0);
        return row;
    }

    private static float[] lbp(byte[] grey) {
        float[] row = new float[LbpDescriptor.OUTPUTS];
        new LbpDescriptor(SIDE).describe(grey, row, 0);
        return row;
    }

    @Test
    void gradientsFollowTheirDefinition() {
        byte[] grey = noise(1);
        float[] expected = new float[HogDescriptor.OUTPUTS];
        int next = 0;
        for (int blockY = 0; blockY < 3; blockY++) {
            for (int blockX = 0; blockX < 3; blockX++) {
                double[] block = new double[36];
                for (int i = 0; i < 36; i++) {
                    block[i] = votes(grey, blockX + i / 9 % 2, blockY + i / 18, i % 9);
                }
                double[] once = unit(block);
                double[] cut =
                        Arrays.stream(once).map(value -> Math.min(value, 0.2)).toArray();
                for (double value : unit(cut)) {
                    expected[next++] = (float) value;
                }
            }
        }
        assertThat(hog(grey)).containsExactly(expected, within(1e-5f));
    }

    /** The votes of all pixels for one orientation of one cell: magnitude x tents in orientation, column and row. */
    private static double votes(byte[] grey, int cellX, int cellY, int bin) {
        double sum = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double dx = at(grey, x + 1, y) - at(grey, x - 1, y);
                double dy = at(grey, x, y + 1) - at(grey, x, y - 1);
                double degrees = (Math.toDegrees(Math.atan2(dy, dx)) + 360) % 180;
                double turn = Math.abs(degrees - (20 * bin + 10));
                double orientation = tent(Math.min(turn, 180 - turn) / 20);
                double column = tent((x + 0.5 - (cellX + 0.5) * SIDE / 4) / (SIDE / 4.0));
                double line = tent((y + 0.5 - (cellY + 0.5) * SIDE / 4) / (SIDE / 4.0));
                sum += Math.hypot(dx, dy) * orientation * column * line;
            }
        }
        return sum;
    }

    private static double at(byte[] grey, int x, int y) {
        return grey[Math.max(0, Math.min(SIDE - 1, y)) * SIDE + Math.max(0, Math.min(SIDE - 1, x))] & 0xff;
    }

    private static double tent(double distance) {
        return Math.max(0, 1 - Math.abs(distance));
    }

    private static double[] unit(double[] values) {
        double length =
                Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
        return Arrays.stream(values).map(value -> value / length).toArray();
    }

    @Test
    void gradientsDoNotChangeWithBrightnessAndContrast() {
        byte[] grey = noise(2);
        byte[] paler = new byte[grey.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) ((grey[i] & 0xff) / 2 * 2);
            paler[i] = (byte) ((grey[i] & 0xff) / 2 + 60);
        }
        assertThat(hog(paler)).containsExactly(hog(grey), within(1e-5f));
    }

    @Test
    void patternsFollowTheirDefinition() {
        byte[] grey = noise(3);
        for (int y = 1; y < SIDE - 1; y++) {
            // A smooth slope, whose patterns are uniform, beside the noise.
            for (int x = 1; x < SIDE / 2; x++) {
                grey[y * SIDE + x] = (byte) (10 * x + 3 * y);
            }
        }
        float[] expected = new float[LbpDescriptor.OUTPUTS];
        for (int y = 1; y < SIDE - 1; y++) {
            for (int x = 1; x < SIDE - 1; x++) {
                int quarter = (y < SIDE / 2 ? 0 : 2) + (x < SIDE / 2 ? 0 : 1);
                // 14 x 14 pixels have patterns: 7 x 7 in each quarter.
                expected[59 * quarter + bin(bits(grey, x, y))] += 1f / 49;
            }
        }
        assertThat(lbp(grey)).containsExactly(expected, within(1e-6f));
    }

    private static String bits(byte[] grey, int x, int y) {
        int[][] round = {{-1, -1}, {0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}};
        StringBuilder bits = new StringBuilder();
        for (int[] step : round) {
            bits.append(at(grey, x + step[0], y + step[1]) >= at(grey, x, y) ? 1 : 0);
        }
        return bits.toString();
    }

    /** The number of the pattern among the uniform ones, the first neighbour being the lowest bit; 58 for all others. */
    private static int bin(String bits) {
        if (changes(bits) > 2) {
            return 58;
        }
        int number = Integer.parseInt(new StringBuilder(bits).reverse().toString(), 2);
        int bin = 0;
        for (int other = 0; other < number; other++) {
            String padded = Integer.toBinaryString(256 + other).substring(1);
            bin += changes(padded) <= 2 ? 1 : 0;
        }
        return bin;
    }

    private static int changes(String bits) {
        int changes = 0;
        for (int i = 0; i < 8; i++) {
            changes += bits.charAt(i) != bits.charAt((i + 1) % 8) ? 1 : 0;
        }
        return changes;
    }

    @Test
    void describesAnEvenSquareByFiniteNumbers() {
        byte[] even = new byte[SIDE * SIDE];
        Arrays.fill(even, (byte) 90);
        assertThat(hog(even)).containsOnly(0);
        // All neighbours are as bright as the pixel: the pattern 11111111, the last of the uniform ones.
        float[] patterns = lbp(even);
        assertThat(patterns[57]).isEqualTo(1);
    }
}
