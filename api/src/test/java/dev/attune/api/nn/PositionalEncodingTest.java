package dev.attune.api.nn;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PositionalEncodingTest {
    private static final int BATCH = 2;
    private static final int FRAMES = 40;

    /** An odd width ends with a sine. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 6})
    void agreesWithEquations(int width) {
        LayerCheck.of((pass, in) -> PositionalEncoding.add(in.get("x")))
                .input("x", BATCH, FRAMES, width)
                .agreesWith(values -> encode(values.get("x"), width));
    }

    private static double[] encode(double[] x, int width) {
        double[] y = x.clone();
        for (int b = 0; b < BATCH; b++) {
            for (int t = 0; t < FRAMES; t++) {
                for (int d = 0; d < width; d++) {
                    int pair = d / 2;
                    double angle = t / Math.pow(10_000, 2.0 * pair / width);
                    y[(b * FRAMES + t) * width + d] += d % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
                }
            }
        }
        return y;
    }
}
