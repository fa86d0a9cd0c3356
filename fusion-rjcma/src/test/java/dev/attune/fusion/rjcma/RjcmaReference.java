package dev.attune.fusion.rjcma;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * The equations of {@link Rjcma} in plain loops and double precision, written from the paper without regard to the model.
 *
 * <p>One window at a time, over its existing frames only: frames that do not exist are not zero here, they are not there.
 */
final class RjcmaReference {
    private final int depth;
    private final boolean projects;
    private final boolean shares;
    private final boolean hiddenTanh;
    private final boolean outputRelu;
    private final Map<String, double[]> parameters;
    private final int[] dimensions;
    private final int length;
    private final Masks masks;

    /** Gives the factor, 0 or 1 / (1 - p), that dropout applies to an element. */
    @FunctionalInterface
    interface Masks {
        double factor(boolean ofScore, int step, int modality, int window, int row, int column);
    }

    RjcmaReference(Switches switches, Map<String, double[]> parameters, int[] dimensions, int length, Masks masks) {
        depth = switches.depth();
        projects = switches.projects();
        shares = switches.shares();
        hiddenTanh = switches.hiddenTanh();
        outputRelu = switches.outputRelu();
        this.parameters = parameters;
        this.dimensions = dimensions;
        this.length = length;
        this.masks = masks;
    }

    /** What the options decide, beside dropout and the presence of biases. */
    record Switches(int depth, boolean projects, boolean shares, boolean hiddenTanh, boolean outputRelu) {}

    /** Returns X̂ of a window, [frame][feature]; x is [modality][frame][feature]. */
    double[][] fuse(int window, double[][][] x) {
        int frames = x[0].length;
        int total = 0;
        for (int dimension : dimensions) {
            total += dimension;
        }
        double[][][] current = x;
        for (int step = 0; step < depth; step++) {
            String prefix = "dcn_layers." + (shares ? 0 : step) + ".";
            double[][] joint = joint(prefix, concatenated(current, total), total);
            double[][][] next = new double[current.length][][];
            for (int m = 0; m < current.length; m++) {
                next[m] = attend(prefix, step, m, window, current[m], joint, frames, total);
            }
            current = next;
        }
        return concatenated(current, total);
    }

    private static double[][] concatenated(double[][][] x, int total) {
        double[][] result = new double[x[0].length][total];
        for (int t = 0; t < result.length; t++) {
            int column = 0;
            for (double[][] modality : x) {
                for (double value : modality[t]) {
                    result[t][column++] = value;
                }
            }
        }
        return result;
    }

    private double[][] joint(String prefix, double[][] concatenated, int total) {
        return projects ? mapped(prefix + "dense_coattn.query_linear", concatenated, total, total) : concatenated;
    }

    private double[][] attend(
            String prefix, int step, int m, int window, double[][] x, double[][] joint, int frames, int total) {
        int dimension = dimensions[m];
        String key = prefix + "dense_coattn.key" + (m + 1) + "_linear";
        String value = prefix + "dense_coattn.value" + (m + 1) + "_linear";
        String output = prefix + "linears." + m + ".0";
        double[][] keys = mapped(key, transposed(x, dimension), frames, length); // X_mᵀ W_jm
        double[][] values = mapped(value, x, dimension, dimension); // X_m W_cm
        double[][] correlation = new double[dimension][total]; // C_m, with dropout
        for (int f = 0; f < dimension; f++) {
            for (int k = 0; k < total; k++) {
                double sum = 0;
                for (int t = 0; t < frames; t++) {
                    sum += keys[f][t] * joint[t][k];
                }
                correlation[f][k] = Math.tanh(sum / Math.sqrt(total)) * masks.factor(true, step, m, window, f, k);
            }
        }
        double[][] hidden = new double[frames][total]; // H_m
        for (int t = 0; t < frames; t++) {
            for (int k = 0; k < total; k++) {
                double sum = 0;
                for (int f = 0; f < dimension; f++) {
                    sum += values[t][f] * correlation[f][k];
                }
                hidden[t][k] = Math.max(0, hiddenTanh ? Math.tanh(sum) : sum);
            }
        }
        double[][] result = mapped(output, hidden, dimension, total); // H_m W_hm
        for (int t = 0; t < frames; t++) {
            for (int f = 0; f < dimension; f++) {
                double update = outputRelu ? Math.max(0, result[t][f]) : result[t][f];
                result[t][f] = update * masks.factor(false, step, m, window, t, f) + x[t][f];
            }
        }
        return result;
    }

    private static double[][] transposed(double[][] x, int columns) {
        double[][] result = new double[columns][x.length];
        for (int row = 0; row < x.length; row++) {
            for (int column = 0; column < columns; column++) {
                result[column][row] = x[row][column];
            }
        }
        return result;
    }

    /** Applies a linear map, weight (out, in) in rows of {@code stride}, to each row; gives its first {@code outputs} outputs. */
    private double[][] mapped(String layer, double[][] x, int outputs, int stride) {
        double[] weight = requireNonNull(parameters.get(layer + ".weight"));
        double[] bias = parameters.get(layer + ".bias");
        double[][] result = new double[x.length][outputs];
        for (int row = 0; row < x.length; row++) {
            for (int o = 0; o < outputs; o++) {
                double sum = bias == null ? 0 : bias[o];
                for (int i = 0; i < x[row].length; i++) {
                    sum += x[row][i] * weight[o * stride + i];
                }
                result[row][o] = sum;
            }
        }
        return result;
    }
}
