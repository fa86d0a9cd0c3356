package dev.attune.fusion.baselines;

import dev.attune.api.config.NoOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalReferenceTest {
    @Test
    void noneGivesBackWhatItGets() {
        ReferenceComparison.temporal(
                new NoTemporalFactory(),
                new NoOptions(),
                true,
                0,
                problem -> problem.sequences().get(0));
    }

    @ParameterizedTest
    @CsvSource({"1, 0, false", "2, 0, false", "3, 0.3, false", "2, 0.3, true"})
    void bilstmFollowsItsFormulas(int layers, double dropout, boolean training) {
        int hidden = 3;
        BiLstmConfig config = new BiLstmConfig(hidden, layers, dropout);
        ReferenceComparison.temporal(new BiLstmFactory(), config, training, dropout, problem -> {
            double[][][] sequences = problem.sequences().get(0);
            for (int layer = 0; layer < layers; layer++) {
                double[][][] input = layer == 0 ? sequences : dropped(problem, sequences);
                double[][][] output = new double[input.length][][];
                for (int b = 0; b < input.length; b++) {
                    output[b] = both(problem.weights(), "_l" + layer, input[b], problem.frames()[b]);
                }
                sequences = output;
            }
            return sequences;
        });
    }

    private static double[][][] dropped(Reference.Problem problem, double[][][] x) {
        double[][][] noise = problem.noise().next(x.length, x[0].length, x[0][0].length);
        double[][][] kept = new double[x.length][][];
        for (int b = 0; b < x.length; b++) {
            kept[b] = Loops.times(x[b], noise[b]);
        }
        return kept;
    }

    /** Runs one layer over the existing frames of one window, in both directions. */
    private static double[][] both(Weights weights, String suffix, double[][] x, boolean[] frames) {
        List<Integer> order = new ArrayList<>();
        for (int t = 0; t < x.length && frames[t]; t++) {
            order.add(t);
        }
        double[][] ahead = run(weights, suffix, x, order);
        List<Integer> reversed = new ArrayList<>();
        order.forEach(t -> reversed.add(0, t));
        double[][] behind = run(weights, suffix + "_reverse", x, reversed);
        return Loops.sideBySide(List.of(ahead, behind));
    }

    private static double[][] run(Weights weights, String suffix, double[][] x, List<Integer> order) {
        double[][] inputWeight = weights.matrix("rnn.weight_ih" + suffix);
        double[][] hiddenWeight = weights.matrix("rnn.weight_hh" + suffix);
        double[] inputBias = weights.vector("rnn.bias_ih" + suffix);
        double[] hiddenBias = weights.vector("rnn.bias_hh" + suffix);
        int hidden = hiddenWeight[0].length;
        double[][] outputs = new double[x.length][hidden];
        double[] state = new double[hidden];
        double[] cell = new double[hidden];
        for (int t : order) {
            double[] next = new double[hidden];
            for (int j = 0; j < hidden; j++) {
                double[] gates = new double[4];
                for (int gate = 0; gate < 4; gate++) {
                    int row = gate * hidden + j;
                    gates[gate] = inputBias[row] + hiddenBias[row];
                    for (int d = 0; d < x[t].length; d++) {
                        gates[gate] += inputWeight[row][d] * x[t][d];
                    }
                    for (int k = 0; k < hidden; k++) {
                        gates[gate] += hiddenWeight[row][k] * state[k];
                    }
                }
                cell[j] = Loops.sigmoid(gates[1]) * cell[j] + Loops.sigmoid(gates[0]) * Math.tanh(gates[2]);
                next[j] = Loops.sigmoid(gates[3]) * Math.tanh(cell[j]);
            }
            state = next;
            outputs[t] = next;
        }
        return outputs;
    }
}
