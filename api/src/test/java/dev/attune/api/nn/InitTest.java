package dev.attune.api.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.Initializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class InitTest {
    private static final Shape SHAPE = new Shape(100, 40);

    private final NDManager manager = LayerCheck.engine().newBaseManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    private float[] values(Initializer initializer) {
        return initializer.initialize(manager, SHAPE, DataType.FLOAT32).toFloatArray();
    }

    /** U(-bound, bound) has mean 0 and variance bound²/3; 4,000 draws come within 5 % of its ends. */
    private void assertUniform(float[] values, double bound) {
        double sum = 0;
        double squares = 0;
        double least = 0;
        double greatest = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        assertThat(least).isBetween(-bound, -0.95 * bound);
        assertThat(greatest).isBetween(0.95 * bound, bound);
        assertThat(sum / values.length).isCloseTo(0, within(0.05 * bound));
        assertThat(squares / values.length).isCloseTo(bound * bound / 3, within(0.05 * bound * bound / 3));
    }

    @Test
    void drawsFromTheDocumentedIntervals() {
        assertUniform(values(Init.uniform(0.25, RandomSource.of(1))), 0.25);
        assertUniform(values(Init.fanIn(40, RandomSource.of(2))), 1 / Math.sqrt(40));
        assertUniform(values(Init.xavier(40, 100, 2, RandomSource.of(3))), 2 * Math.sqrt(6.0 / 140));
        assertThat(values(Init.constant(1.5f))).containsOnly(1.5f);
    }

    @Test
    void dependsOnNothingButTheSeed() {
        float[] values = values(Init.fanIn(40, RandomSource.of(7)));
        assertThat(values(Init.fanIn(40, RandomSource.of(7)))).isEqualTo(values);
        assertThat(values(Init.fanIn(40, RandomSource.of(8)))).isNotEqualTo(values);
    }

    @Test
    void parametersOfOneSourceDiffer() {
        RandomSource random = RandomSource.of(7);
        assertThat(values(Init.uniform(1, random))).isNotEqualTo(values(Init.uniform(1, random)));
    }

    /** A parameter whose memory is a Java buffer changes by itself, minutes into a training. */
    @Test
    void valuesLiveInNativeMemory() {
        NDArray array = Init.fanIn(40, RandomSource.of(7)).initialize(manager, new Shape(4, 4), DataType.FLOAT32);
        float[] before = array.toFloatArray();
        for (int i = 0; i < 5; i++) {
            Garbage.collect();
            assertThat(array.toFloatArray()).isEqualTo(before);
        }
    }
}
