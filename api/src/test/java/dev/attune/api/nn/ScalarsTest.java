package dev.attune.api.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class ScalarsTest {
    private static final int REPETITIONS = 10;

    @Test
    void computesWhatTheNamesSay() {
        try (NDManager manager = LayerCheck.engine().newBaseManager(Device.cpu())) {
            NDArray x = manager.full(new Shape(2), 3f);
            assertThat(Scalars.add(x, 0.5).toFloatArray()).containsOnly(3.5f);
            assertThat(Scalars.sub(x, 0.5).toFloatArray()).containsOnly(2.5f);
            assertThat(Scalars.mul(x, 0.5).toFloatArray()).containsOnly(1.5f);
            assertThat(Scalars.div(x, 0.5).toFloatArray()).containsOnly(6f);
            assertThat(Scalars.from(0.5, x).toFloatArray()).containsOnly(-2.5f);
            assertThat(Scalars.of(x, 0.5).getShape()).isEqualTo(new Shape());
            assertThat(Scalars.of(x.toType(DataType.FLOAT64, false), 0.5).getDataType())
                    .isEqualTo(DataType.FLOAT64);
        }
    }

    @Test
    void gradientsSurviveGarbageCollection() {
        assertThat(wrongGradients(x -> Scalars.mul(x, 0.5), 0.5f)).isZero();
        assertThat(wrongGradients(x -> Scalars.div(x, 4), 0.25f)).isZero();
        assertThat(wrongGradients(x -> Scalars.from(1, Scalars.mul(x, 3)), -3f)).isZero();
    }

    /** Why Scalars exists. If this fails after an upgrade of DJL, the wall may be gone; check before celebrating. */
    @Test
    void numberOverloadsDoNot() {
        assertThat(wrongGradients(x -> x.mul(0.5f), 0.5f)).isPositive();
    }

    private static int wrongGradients(UnaryOperator<NDArray> function, float slope) {
        int wrong = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            try (NDScope scope = new NDScope();
                    NDManager manager = LayerCheck.engine().newBaseManager(Device.cpu());
                    GradientCollector collector = LayerCheck.engine().newGradientCollector()) {
                scope.suppressNotUsedWarning();
                NDArray x = manager.ones(new Shape(8));
                x.setRequiresGradient(true);
                NDArray sum = function.apply(x).sum();
                Garbage.collect();
                collector.backward(sum);
                for (float element : x.getGradient().toFloatArray()) {
                    if (element != slope) {
                        wrong++;
                        break;
                    }
                }
            }
        }
        return wrong;
    }
}
