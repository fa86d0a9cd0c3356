package dev.attune.api.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BiGruTest {
    private static final int[] LENGTHS = {4, 2, 1};
    private static final int BATCH = 3;
    private static final int FRAMES = 4;
    private static final int INPUTS = 3;
    private static final int HIDDEN = 2;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void agreesWithEquationsOnRaggedSequences(int layers) {
        BiGru layer = new BiGru(INPUTS, HIDDEN, layers, 0, RandomSource.of(1));
        LayerCheck.of((pass, in) -> layer.apply(pass, in.get("x"), in.get("frames")))
                .with(layer)
                .input("x", BATCH, FRAMES, INPUTS)
                .prefixMask("frames", FRAMES, LENGTHS)
                .agreesWith(values -> stack(values, layers));
    }

    private static double[] stack(Named<double[]> values, int layers) {
        double[] sequence = values.get("x");
        for (int layer = 0; layer < layers; layer++) {
            int width = layer == 0 ? INPUTS : 2 * HIDDEN;
            double[] next = new double[BATCH * FRAMES * 2 * HIDDEN];
            for (int b = 0; b < BATCH; b++) {
                for (int direction = 0; direction < 2; direction++) {
                    String suffix = "_l" + layer + (direction == 0 ? "" : "_reverse");
                    double[] h = new double[HIDDEN];
                    for (int step = 0; step < LENGTHS[b]; step++) {
                        int t = direction == 0 ? step : LENGTHS[b] - 1 - step;
                        cell(values, suffix, sequence, (b * FRAMES + t) * width, width, h);
                        for (int j = 0; j < HIDDEN; j++) {
                            next[((b * FRAMES + t) * 2 + direction) * HIDDEN + j] = h[j];
                        }
                    }
                }
            }
            sequence = next;
        }
        return sequence;
    }

    /** One step with the gates in the order reset, update, new. */
    private static void cell(Named<double[]> values, String suffix, double[] x, int at, int width, double[] h) {
        double[] ofInput = values.get("bias_ih" + suffix).clone();
        double[] ofState = values.get("bias_hh" + suffix).clone();
        for (int g = 0; g < 3 * HIDDEN; g++) {
            for (int i = 0; i < width; i++) {
                ofInput[g] += values.get("weight_ih" + suffix)[g * width + i] * x[at + i];
            }
            for (int j = 0; j < HIDDEN; j++) {
                ofState[g] += values.get("weight_hh" + suffix)[g * HIDDEN + j] * h[j];
            }
        }
        for (int j = 0; j < HIDDEN; j++) {
            double reset = Loops.sigmoid(ofInput[j] + ofState[j]);
            double update = Loops.sigmoid(ofInput[HIDDEN + j] + ofState[HIDDEN + j]);
            double candidate = Math.tanh(ofInput[2 * HIDDEN + j] + reset * ofState[2 * HIDDEN + j]);
            h[j] = (1 - update) * candidate + update * h[j];
        }
    }

    @Test
    void paddingHasNoInfluence() {
        try (NDManager manager = LayerCheck.engine().newBaseManager(Device.cpu())) {
            BiGru layer = new BiGru(2, 3, 2, 0, RandomSource.of(1));
            layer.initialize(manager, DataType.FLOAT32);
            Pass pass = new Pass(new ParameterStore(manager, false), true, RandomSource.of(1));
            NDArray x = manager.full(new Shape(1, 4, 2), 0.5f);
            NDArray padded = x.concat(manager.full(new Shape(1, 3, 2), -1000f), 1);
            NDArray frames = manager.ones(new Shape(1, 4), DataType.BOOLEAN);
            NDArray paddedFrames = frames.concat(manager.zeros(new Shape(1, 3), DataType.BOOLEAN), 1);
            NDArray found = layer.apply(pass, padded, paddedFrames);
            assertThat(found.get(":, 0:4").toFloatArray())
                    .isEqualTo(layer.apply(pass, x, frames).toFloatArray());
            assertThat(found.get(":, 4:").abs().toFloatArray()).containsOnly(0f);
        }
    }

    @Test
    void namesParametersAsPyTorchDoes() {
        BiGru layer = new BiGru(2, 3, 2, 0, RandomSource.of(1));
        assertThat(layer.getParameters().keys())
                .containsExactly(
                        "weight_ih_l0",
                        "weight_hh_l0",
                        "bias_ih_l0",
                        "bias_hh_l0",
                        "weight_ih_l0_reverse",
                        "weight_hh_l0_reverse",
                        "bias_ih_l0_reverse",
                        "bias_hh_l0_reverse",
                        "weight_ih_l1",
                        "weight_hh_l1",
                        "bias_ih_l1",
                        "bias_hh_l1",
                        "weight_ih_l1_reverse",
                        "weight_hh_l1_reverse",
                        "bias_ih_l1_reverse",
                        "bias_hh_l1_reverse");
        assertThat(layer.getOutputShapes(new Shape[] {new Shape(5, 7, 2)})).containsExactly(new Shape(5, 7, 6));
    }
}
