package dev.attune.api.nn;

import org.junit.jupiter.api.Test;

final class LayerNormTest {
    @Test
    void agreesWithEquations() {
        LayerNorm layer = new LayerNorm(6);
        LayerCheck.of((pass, in) -> layer.apply(pass, in.get("x")))
                .with(layer)
                .input("x", 2, 3, 6)
                .agreesWith(values -> normalise(values.get("x"), values.get("weight"), values.get("bias")));
    }

    private static double[] normalise(double[] x, double[] weight, double[] bias) {
        int features = weight.length;
        double[] y = new double[x.length];
        for (int row = 0; row < x.length; row += features) {
            double mean = 0;
            for (int d = 0; d < features; d++) {
                mean += x[row + d] / features;
            }
            double variance = 0;
            for (int d = 0; d < features; d++) {
                variance += (x[row + d] - mean) * (x[row + d] - mean) / features;
            }
            for (int d = 0; d < features; d++) {
                y[row + d] = (x[row + d] - mean) / Math.sqrt(variance + 1e-5) * weight[d] + bias[d];
            }
        }
        return y;
    }
}
