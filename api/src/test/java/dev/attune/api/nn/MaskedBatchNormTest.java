package dev.attune.api.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import org.junit.jupiter.api.Test;

final class MaskedBatchNormTest {
    private static final boolean[] MASK = {true, true, true, true, false, true, false, true, false, false};

    @Test
    void trainsOnTheMomentsOfValidFrames() {
        MaskedBatchNorm layer = new MaskedBatchNorm(3);
        LayerCheck.of((pass, in) -> layer.apply(pass, in.get("x"), in.get("mask")))
                .with(layer)
                .input("x", 2, 5, 3)
                .mask("mask", MASK, 2, 5)
                .agreesWith(values -> Loops.batchNorm(values.get("x"), MASK, values.get("weight"), values.get("bias")));
    }

    @Test
    void runningMomentsMoveByATenthAndTheVarianceIsUnbiased() {
        MaskedBatchNorm layer = new MaskedBatchNorm(3);
        double[][] expected = new double[2][];
        Named<double[]> after = LayerCheck.of((pass, in) -> layer.apply(pass, in.get("x"), in.get("mask")))
                .with(layer)
                .input("x", 2, 5, 3)
                .mask("mask", MASK, 2, 5)
                .agreesWith(values -> {
                    if (expected[0] == null) {
                        expected[0] = moved(values.get("running_mean"), Loops.batchMean(values.get("x"), MASK, 3));
                        expected[1] =
                                moved(values.get("running_var"), Loops.batchVariance(values.get("x"), MASK, 3, 1));
                    }
                    return Loops.batchNorm(values.get("x"), MASK, values.get("weight"), values.get("bias"));
                });
        assertThat(after.get("running_mean")).containsExactly(expected[0], within(1e-6));
        assertThat(after.get("running_var")).containsExactly(expected[1], within(1e-6));
    }

    private static double[] moved(double[] running, double[] batch) {
        double[] moved = new double[running.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = 0.9 * running[i] + 0.1 * batch[i];
        }
        return moved;
    }

    @Test
    void evaluatesWithRunningMomentsAndLeavesThemAlone() {
        MaskedBatchNorm layer = new MaskedBatchNorm(3);
        double[][] before = new double[1][];
        Named<double[]> after = LayerCheck.of((pass, in) -> layer.apply(pass, in.get("x"), in.get("mask")))
                .with(layer)
                .input("x", 2, 5, 3)
                .mask("mask", MASK, 2, 5)
                .evaluating()
                .agreesWith(values -> {
                    before[0] = values.get("running_var");
                    return Loops.normalise(
                            values.get("x"),
                            values.get("running_mean"),
                            values.get("running_var"),
                            values.get("weight"),
                            values.get("bias"));
                });
        assertThat(after.get("running_var")).isEqualTo(before[0]);
    }

    /** A window of nothing but padding must not end a training, nor move what later windows are normalised with. */
    @Test
    void batchWithoutValidFramesChangesNothing() {
        try (NDManager manager = LayerCheck.engine().newBaseManager(Device.cpu())) {
            MaskedBatchNorm layer = new MaskedBatchNorm(3);
            layer.initialize(manager, DataType.FLOAT32);
            Pass pass = new Pass(new ParameterStore(manager, false), true, RandomSource.of(1));
            NDArray x = manager.ones(new Shape(2, 5, 3));
            NDArray mask = manager.zeros(new Shape(2, 5), DataType.BOOLEAN);
            for (float value : layer.apply(pass, x, mask).toFloatArray()) {
                assertThat(value).isFinite();
            }
            assertThat(layer.getParameters().get("running_mean").getArray().toFloatArray())
                    .containsOnly(0f);
            assertThat(layer.getParameters().get("running_var").getArray().toFloatArray())
                    .containsOnly(1f);
        }
    }

    @Test
    void singleValidFrameIsFinite() {
        try (NDManager manager = LayerCheck.engine().newBaseManager(Device.cpu())) {
            MaskedBatchNorm layer = new MaskedBatchNorm(3);
            layer.initialize(manager, DataType.FLOAT32);
            Pass pass = new Pass(new ParameterStore(manager, false), true, RandomSource.of(1));
            NDArray x = manager.full(new Shape(1, 1, 3), 7f);
            NDArray mask = manager.ones(new Shape(1, 1), DataType.BOOLEAN);
            assertThat(layer.apply(pass, x, mask).toFloatArray()).containsOnly(0f);
            assertThat(layer.getParameters().get("running_var").getArray().toFloatArray())
                    .containsExactly(new float[] {0.9f, 0.9f, 0.9f}, within(1e-6f));
        }
    }
}
