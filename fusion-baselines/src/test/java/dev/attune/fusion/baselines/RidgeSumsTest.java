package dev.attune.fusion.baselines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of small spreads beside large values, over many frames. */
class RidgeSumsTest {
    private static final int BATCHES = 20;
    private static final int FRAMES = 1000;
    private static final double SLOPE = 0.75;
    private static final double OTHER_SLOPE = -2;

    /** The second feature says nothing, the first and the third everything. */
    @ParameterizedTest
    @CsvSource({"0.1, 1, 0", "0.1, 20, 0", "7.7, 20, 0", "3.3e5, 20, 0", "0.1, 20, 1", "3.3e5, 20, 1"})
    void aConstantFeatureHasNoWeight(float constant, int batches, double penalty) {
        double[] solution = fit(batches, penalty, 0, constant);

        assertThat(solution[1]).isZero();
        assertThat(solution[0]).isCloseTo(SLOPE, within(1e-3)); // a penalty of 1 beside the squares of 1000 frames
        assertThat(solution[2]).isCloseTo(OTHER_SLOPE, within(1e-3));
    }

    /** Ridge regression does not penalise the bias, so it does not matter where features are measured from. */
    @ParameterizedTest
    @CsvSource({"1024, 0", "1024, 1", "524288, 0", "524288, 1"})
    void anOffsetChangesTheBiasAlone(int offset, double penalty) {
        double[] expected = fit(BATCHES, penalty, 0, 1);
        double[] solution = fit(BATCHES, penalty, offset, 1);

        assertThat(solution[0]).isCloseTo(expected[0], within(1e-9));
        assertThat(solution[2]).isCloseTo(expected[2], within(1e-9));
        assertThat(solution[3]).isCloseTo(expected[3] - offset * expected[0], within(1e-9 * offset));
        if (penalty == 0) {
            assertThat(solution[0]).isCloseTo(SLOPE, within(1e-9));
            assertThat(solution[2]).isCloseTo(OTHER_SLOPE, within(1e-9));
        }
    }

    /** Fits y = 0.75 a - 2 c + 3 to the features (a + offset, constant, c): a and c are of few digits, so that all of it is exact in float. */
    private static double[] fit(int batches, double penalty, int offset, float constant) {
        RidgeSums sums = new RidgeSums(3, 1);
        SplittableRandom random = new SplittableRandom(9);
        boolean[] all = new boolean[FRAMES];
        Arrays.fill(all, true);
        for (int batch = 0; batch < batches; batch++) {
            float[] features = new float[FRAMES * 3];
            float[] labels = new float[FRAMES];
            for (int t = 0; t < FRAMES; t++) {
                float a = random.nextInt(-64, 64) / 16f + batch; // clips differ
                float c = random.nextInt(-64, 64) / 16f;
                features[3 * t] = a + offset;
                features[3 * t + 1] = constant;
                features[3 * t + 2] = c;
                labels[t] = (float) (SLOPE * a + OTHER_SLOPE * c + 3);
            }
            try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
                    NDArray x = manager.create(features, new Shape(1, FRAMES, 3));
                    NDArray y = manager.create(labels, new Shape(1, FRAMES, 1));
                    NDArray valid = manager.create(all, new Shape(1, FRAMES, 1))) {
                sums.add(x, y, valid);
            }
        }
        return sums.solve(0, penalty, 0);
    }
}
