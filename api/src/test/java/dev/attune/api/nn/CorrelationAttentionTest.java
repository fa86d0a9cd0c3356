package dev.attune.api.nn;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CorrelationAttentionTest {
    private static final int BATCH = 2;
    private static final int LENGTH = 5;
    private static final int OWN = 3;
    private static final int JOINT = 4;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void agreesWithEquations(boolean squash) {
        LayerCheck.of((pass, in) -> CorrelationAttention.weighted(
                        in.get("value"), CorrelationAttention.correlation(in.get("key"), in.get("joint")), squash))
                .input("key", BATCH, OWN, LENGTH)
                .input("value", BATCH, LENGTH, OWN)
                .input("joint", BATCH, LENGTH, JOINT)
                .agreesWith(values -> attend(values, squash));
    }

    /** C = tanh(K J / sqrt(d)), H = ReLU(V C), with tanh inside the ReLU if squashed. */
    private static double[] attend(Named<double[]> values, boolean squash) {
        double[] result = new double[BATCH * LENGTH * JOINT];
        for (int b = 0; b < BATCH; b++) {
            double[][] correlation = new double[OWN][JOINT];
            for (int m = 0; m < OWN; m++) {
                for (int d = 0; d < JOINT; d++) {
                    double sum = 0;
                    for (int t = 0; t < LENGTH; t++) {
                        sum += values.get("key")[(b * OWN + m) * LENGTH + t]
                                * values.get("joint")[(b * LENGTH + t) * JOINT + d];
                    }
                    correlation[m][d] = Math.tanh(sum / Math.sqrt(JOINT));
                }
            }
            for (int t = 0; t < LENGTH; t++) {
                for (int d = 0; d < JOINT; d++) {
                    double sum = 0;
                    for (int m = 0; m < OWN; m++) {
                        sum += values.get("value")[(b * LENGTH + t) * OWN + m] * correlation[m][d];
                    }
                    result[(b * LENGTH + t) * JOINT + d] = Math.max(0, squash ? Math.tanh(sum) : sum);
                }
            }
        }
        return result;
    }
}
