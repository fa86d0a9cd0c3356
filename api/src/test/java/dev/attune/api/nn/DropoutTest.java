package dev.attune.api.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DropoutTest {
    private static final int SIZE = 40_000;

    private final NDManager manager = LayerCheck.engine().newBaseManager(Device.cpu());
    private final NDArray ones = manager.ones(new Shape(SIZE));

    @AfterEach
    void close() {
        manager.close();
    }

    private Pass pass(boolean training, RandomSource noise) {
        return new Pass(new ParameterStore(manager, false), training, noise);
    }

    private float[] drop(double probability, RandomSource noise) {
        return new Dropout(probability).apply(pass(true, noise), ones).toFloatArray();
    }

    /** Five standard deviations of a binomial share; what is kept is divided by 1 - p, so that the mean stays. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.6, 0.9})
    void dropsTheRightShareAndScalesTheRest(double probability) {
        int zeros = 0;
        for (float value : drop(probability, RandomSource.of(1))) {
            if (value == 0) {
                zeros++;
            } else {
                assertThat((double) value).isCloseTo(1 / (1 - probability), within(1e-3));
            }
        }
        double deviation = Math.sqrt(probability * (1 - probability) / SIZE);
        assertThat((double) zeros / SIZE).isCloseTo(probability, within(5 * deviation));
    }

    /** Each long gives four draws: neighbours must be as independent as strangers. */
    @Test
    void neighboursAreIndependent() {
        float[] values = drop(0.5, RandomSource.of(1));
        for (int lag = 1; lag <= 4; lag++) {
            int both = 0;
            for (int i = lag; i < SIZE; i++) {
                both += values[i] == 0 && values[i - lag] == 0 ? 1 : 0;
            }
            assertThat((double) both / (SIZE - lag)).as("lag %d", lag).isCloseTo(0.25, within(0.015));
        }
    }

    @Test
    void masksDifferWithinAStepAndRepeatWithTheSeed() {
        RandomSource noise = RandomSource.of(1);
        float[] first = drop(0.5, noise);
        assertThat(drop(0.5, noise)).isNotEqualTo(first);
        assertThat(drop(0.5, RandomSource.of(1))).isEqualTo(first);
        assertThat(drop(0.5, RandomSource.of(2))).isNotEqualTo(first);
    }

    @Test
    void resumedTrainingSeesTheSameMasks() {
        RandomSource uninterrupted = RandomSource.of(1);
        uninterrupted.startStep(6);
        drop(0.5, uninterrupted);
        drop(0.5, uninterrupted);
        uninterrupted.startStep(7);
        RandomSource resumed = RandomSource.of(1);
        resumed.startStep(7);
        assertThat(drop(0.5, resumed)).isEqualTo(drop(0.5, uninterrupted));
    }

    @Test
    void doesNothingWhereItHasNothingToDo() {
        assertThat(new Dropout(0.5).apply(pass(false, RandomSource.of(1)), ones))
                .isSameAs(ones);
        assertThat(new Dropout(0).apply(pass(true, RandomSource.of(1)), ones)).isSameAs(ones);
    }

    /** The mask is made of a Java buffer; the backward pass still needs it. */
    @Test
    void gradientIsTheMaskAlsoAfterGarbageCollection() {
        Dropout dropout = new Dropout(0.5);
        float[] mask = drop(0.5, RandomSource.of(3));
        NDArray x = manager.ones(new Shape(SIZE));
        x.setRequiresGradient(true);
        try (GradientCollector collector = LayerCheck.engine().newGradientCollector()) {
            NDArray sum = dropout.apply(pass(true, RandomSource.of(3)), x).sum();
            Garbage.collect();
            collector.backward(sum);
        }
        assertThat(x.getGradient().toFloatArray()).isEqualTo(mask);
    }

    @Test
    void refusesProbabilitiesThatLeaveNothing() {
        assertThatThrownBy(() -> new Dropout(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dropout must be at least 0 and less than 1, found 1.0");
        assertThatThrownBy(() -> new Dropout(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
