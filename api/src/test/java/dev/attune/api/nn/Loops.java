package dev.attune.api.nn;

import java.util.Arrays;

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

    /** Normalises with parameters {@code <part>.weight} and {@code <part>.bias}. */
    static double[] layerNorm(Named<double[]> values, String part, double[] x) {
        return layerNorm(x, values.get(part + ".weight"), values.get(part + ".bias"));
    }

    /** Normalises the features of each row with population moments, then scales. */
    static double[] layerNorm(double[] x, double[] weight, double[] bias) {
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

    /**
     * What an attention is over.
     *
     * @param batch B
     * @param queries L
     * @param keys S
     * @param width d
     * @param heads h
     * @param mask which keys exist, (B, S)
     * @param causal whether a query sees keys up to its own time only
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Attention(int batch, int queries, int keys, int width, int heads, boolean[] mask, boolean causal) {
        private boolean sees(int b, int query, int key) {
            return mask[b * keys + key] && (!causal || key <= query);
        }
    }

    /**
     * Multi-head attention with the parameters {@code <prefix>q_proj.weight} and so on.
     *
     * @param kept factors of the attention weights, (B, h, L, S)
     */
    static double[] attention(
            Named<double[]> values, String prefix, double[] queries, double[] keys, Attention over, double[] kept) {
        int width = over.width();
        double[] q = linear(values, prefix + "q_proj", queries, width, width);
        double[] k = linear(values, prefix + "k_proj", keys, width, width);
        double[] v = linear(values, prefix + "v_proj", keys, width, width);
        int size = width / over.heads();
        double[] attended = new double[queries.length];
        for (int b = 0; b < over.batch(); b++) {
            for (int head = 0; head < over.heads(); head++) {
                for (int l = 0; l < over.queries(); l++) {
                    double[] weights = new double[over.keys()];
                    double total = 0;
                    for (int s = 0; s < over.keys(); s++) {
                        double score = 0;
                        for (int d = head * size; d < (head + 1) * size; d++) {
                            score += q[(b * over.queries() + l) * width + d] * k[(b * over.keys() + s) * width + d];
                        }
                        weights[s] = over.sees(b, l, s) ? Math.exp(score / Math.sqrt(size)) : 0;
                        total += weights[s];
                    }
                    for (int s = 0; s < over.keys() && total > 0; s++) {
                        double weight = weights[s]
                                / total
                                * kept[((b * over.heads() + head) * over.queries() + l) * over.keys() + s];
                        for (int d = head * size; d < (head + 1) * size; d++) {
                            attended[(b * over.queries() + l) * width + d] +=
                                    weight * v[(b * over.keys() + s) * width + d];
                        }
                    }
                }
            }
        }
        return linear(values, prefix + "out_proj", attended, width, width);
    }

    /** As many ones. */
    static double[] ones(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }

    static double[] add(double[] left, double[] right) {
        double[] sum = new double[left.length];
        Arrays.setAll(sum, i -> left[i] + right[i]);
        return sum;
    }

    static double[] times(double[] left, double[] right) {
        double[] product = new double[left.length];
        Arrays.setAll(product, i -> left[i] * right[i]);
        return product;
    }
}
