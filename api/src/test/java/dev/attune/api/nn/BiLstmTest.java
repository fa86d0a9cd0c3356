package dev.attune.api.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import org.junit.jupiter.api.Test;

final class BiLstmTest {
    private static final int[] LENGTHS = {4, 2, 1};
    private static final int BATCH = 3;
    private static final int FRAMES = 4;
    private static final int INPUTS = 3;
    private static final int HIDDEN = 2;

    @Test
    void agreesWithEquationsOnRaggedSequences() {
        BiLstm layer = new BiLstm(INPUTS, HIDDEN, 1, 0, RandomSource.of(1));
        LayerCheck.of((pass, in) -> layer.apply(pass, in.get("x"), in.get("frames")))
                .with(layer)
                .input("x", BATCH, FRAMES, INPUTS)
                .prefixMask("frames", FRAMES, LENGTHS)
                .agreesWith(values -> stack(values, 1, new double[12], new double[12]));
    }

    @Test
    void agreesWithEquationsForTwoLayersFromAGivenState() {
        BiLstm layer = new BiLstm(INPUTS, HIDDEN, 2, 0, RandomSource.of(1));
        LayerCheck.of((pass, in) -> layer.apply(pass, in.get("x"), in.get("frames"), in.get("h"), in.get("c")))
                .with(layer)
                .input("x", BATCH, FRAMES, INPUTS)
                .input("h", 4, BATCH, HIDDEN)
                .input("c", 4, BATCH, HIDDEN)
                .prefixMask("frames", FRAMES, LENGTHS)
                .agreesWith(values -> stack(values, 2, values.get("h"), values.get("c")));
    }

    private static double[] stack(Named<double[]> values, int layers, double[] hiddenState, double[] cellState) {
        double[] sequence = values.get("x");
        for (int layer = 0; layer < layers; layer++) {
            int width = layer == 0 ? INPUTS : 2 * HIDDEN;
            double[] next = new double[BATCH * FRAMES * 2 * HIDDEN];
            for (int b = 0; b < BATCH; b++) {
                for (int direction = 0; direction < 2; direction++) {
                    String suffix = "_l" + layer + (direction == 0 ? "" : "_reverse");
                    int slot = ((2 * layer + direction) * BATCH + b) * HIDDEN;
                    double[] h = {hiddenState[slot], hiddenState[slot + 1]};
                    double[] c = {cellState[slot], cellState[slot + 1]};
                    for (int step = 0; step < LENGTHS[b]; step++) {
                        int t = direction == 0 ? step : LENGTHS[b] - 1 - step;
                        cell(values, suffix, sequence, (b * FRAMES + t) * width, width, h, c);
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

    /** One step with the gates in the order input, forget, cell, output. */
    private static void cell(
            Named<double[]> values, String suffix, double[] x, int at, int width, double[] h, double[] c) {
        double[] gates = new double[4 * HIDDEN];
        for (int g = 0; g < gates.length; g++) {
            gates[g] = values.get("bias_ih" + suffix)[g] + values.get("bias_hh" + suffix)[g];
            for (int i = 0; i < width; i++) {
                gates[g] += values.get("weight_ih" + suffix)[g * width + i] * x[at + i];
            }
            for (int j = 0; j < HIDDEN; j++) {
                gates[g] += values.get("weight_hh" + suffix)[g * HIDDEN + j] * h[j];
            }
        }
        for (int j = 0; j < HIDDEN; j++) {
            double input = Loops.sigmoid(gates[j]);
            double forget = Loops.sigmoid(gates[HIDDEN + j]);
            double candidate = Math.tanh(gates[2 * HIDDEN + j]);
            double output = Loops.sigmoid(gates[3 * HIDDEN + j]);
            c[j] = forget * c[j] + input * candidate;
            h[j] = output * Math.tanh(c[j]);
        }
    }

    @Test
    void paddingHasNoInfluence() {
        try (NDManager manager = LayerCheck.engine().newBaseManager(Device.cpu())) {
            BiLstm layer = new BiLstm(2, 3, 2, 0, RandomSource.of(1));
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
        BiLstm layer = new BiLstm(2, 3, 2, 0, RandomSource.of(1));
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
