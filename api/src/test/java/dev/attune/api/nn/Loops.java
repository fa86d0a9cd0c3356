package dev.attune.api.nn;

/** Equations of layers in plain loops and double precision, written from their definitions. */
final class Loops {
    private Loops() {}

    /** y = x Wᵀ + b for rows of x; no bias where it is empty. */
    static double[] linear(double[] x, double[] weight, double[] bias, int inputs, int outputs) {
        int rows = x.length / inputs;
        double[] y = new double[rows * outputs];
        for (int r = 0; r < rows; r++) {
            for (int o = 0; o < outputs; o++) {
                double sum = bias.length == 0 ? 0 : bias[o];
                for (int i = 0; i < inputs; i++) {
                    sum += x[r * inputs + i] * weight[o * inputs + i];
                }
                y[r * outputs + o] = sum;
            }
        }
        return y;
    }

    /** Linear with parameters {@code <part>.weight} and {@code <part>.bias}. */
    static double[] linear(Named<double[]> values, String part, double[] x, int inputs, int outputs) {
        return linear(x, values.get(part + ".weight"), values.get(part + ".bias"), inputs, outputs);
    }

    /** Normalises features over the valid rows with population moments, then scales. */
    static double[] batchNorm(double[] x, boolean[] valid, double[] weight, double[] bias) {
        int features = weight.length;
        double[] mean = batchMean(x, valid, features);
        double[] variance = batchVariance(x, valid, features, 0);
        return normalise(x, mean, variance, weight, bias);
    }

    static double[] normalise(double[] x, double[] mean, double[] variance, double[] weight, double[] bias) {
        int features = weight.length;
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int d = i % features;
            y[i] = (x[i] - mean[d]) / Math.sqrt(variance[d] + 1e-5) * weight[d] + bias[d];
        }
        return y;
    }

    static double[] batchMean(double[] x, boolean[] valid, int features) {
        double[] mean = new double[features];
        for (int i = 0; i < x.length; i++) {
            if (valid[i / features]) {
                mean[i % features] += x[i] / count(valid);
            }
        }
        return mean;
    }

    /** Σ (x - mean)² / (n - fewer) over valid rows. */
    static double[] batchVariance(double[] x, boolean[] valid, int features, int fewer) {
        double[] mean = batchMean(x, valid, features);
        double[] variance = new double[features];
        for (int i = 0; i < x.length; i++) {
            int d = i % features;
            if (valid[i / features]) {
                variance[d] += (x[i] - mean[d]) * (x[i] - mean[d]) / (count(valid) - fewer);
            }
        }
        return variance;
    }

    private static double count(boolean[] valid) {
        double count = 0;
        for (boolean one : valid) {
            count += one ? 1 : 0;
        }
        return count;
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double leakyRelu(double x) {
        return x > 0 ? x : 0.01 * x;
    }
}
