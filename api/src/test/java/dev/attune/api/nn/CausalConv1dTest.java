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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CausalConv1dTest {
    @ParameterizedTest
    @CsvSource({"3, 2, 3, 1, 7", "3, 2, 3, 2, 7", "2, 3, 5, 4, 9", "2, 4, 1, 1, 5", "2, 2, 2, 8, 6"})
    void agreesWithEquations(int inputs, int outputs, int kernel, int dilation, int length) {
        CausalConv1d layer = new CausalConv1d(inputs, outputs, kernel, dilation, RandomSource.of(1));
        LayerCheck.of((pass, in) -> layer.apply(pass, in.get("x")))
                .with(layer)
                .input("x", 2, inputs, length)
                .agreesWith(values -> convolve(values, inputs, outputs, kernel, dilation, length));
    }

    /** y[b, o, t] = bias[o] + g[o] / ‖v[o]‖ Σ v[o, i, k] x[b, i, t - (kernel - 1 - k) dilation], zero before the start. */
    private static double[] convolve(
            Named<double[]> values, int inputs, int outputs, int kernel, int dilation, int length) {
        double[] x = values.get("x");
        double[] v = values.get("weight_v");
        int fanIn = inputs * kernel;
        int batch = x.length / inputs / length;
        double[] y = new double[batch * outputs * length];
        for (int o = 0; o < outputs; o++) {
            double squares = 0;
            for (int i = 0; i < fanIn; i++) {
                squares += v[o * fanIn + i] * v[o * fanIn + i];
            }
            double scale = values.get("weight_g")[o] / Math.sqrt(squares);
            for (int b = 0; b < batch; b++) {
                for (int t = 0; t < length; t++) {
                    double sum = values.get("bias")[o];
                    for (int i = 0; i < inputs; i++) {
                        for (int k = 0; k < kernel; k++) {
                            int source = t - (kernel - 1 - k) * dilation;
                            if (source >= 0) {
                                sum += scale * v[(o * inputs + i) * kernel + k] * x[(b * inputs + i) * length + source];
                            }
                        }
                    }
                    y[(b * outputs + o) * length + t] = sum;
                }
            }
        }
        return y;
    }

    @Test
    void neverSeesTheFuture() {
        try (NDManager manager = LayerCheck.engine().newBaseManager(Device.cpu())) {
            CausalConv1d layer = new CausalConv1d(2, 3, 3, 2, RandomSource.of(1));
            layer.initialize(manager, DataType.FLOAT32);
            Pass pass = new Pass(new ParameterStore(manager, false), true, RandomSource.of(1));
            NDArray past = manager.ones(new Shape(1, 2, 6));
            NDArray future = past.concat(manager.full(new Shape(1, 2, 4), 1000f), 2);
            assertThat(layer.apply(pass, future).get(":, :, 0:6").toFloatArray())
                    .containsExactly(layer.apply(pass, past).toFloatArray(), within(1e-6f));
        }
    }

    /** Weight normalisation starts as the identity: g = ‖v‖. */
    @Test
    void startsWithTheWeightsOfAPlainConvolution() {
        try (NDManager manager = LayerCheck.engine().newBaseManager(Device.cpu())) {
            CausalConv1d layer = new CausalConv1d(4, 5, 3, 1, RandomSource.of(1));
            layer.initialize(manager, DataType.FLOAT32);
            float[] v = layer.getParameters().get("weight_v").getArray().toFloatArray();
            float[] g = layer.getParameters().get("weight_g").getArray().toFloatArray();
            for (int o = 0; o < 5; o++) {
                double squares = 0;
                for (int i = 0; i < 12; i++) {
                    squares += (double) v[12 * o + i] * v[12 * o + i];
                    assertThat(Math.abs(v[12 * o + i])).isLessThanOrEqualTo((float) (1 / Math.sqrt(12)));
                }
                assertThat((double) g[o]).isCloseTo(Math.sqrt(squares), within(1e-6));
            }
        }
    }
}
