package dev.attune.fusion.baselines;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parameters of a model as doubles. */
final class Weights {
    private final Map<String, double[]> values = new LinkedHashMap<>();
    private final Map<String, long[]> shapes = new LinkedHashMap<>();

    void put(String name, double[] tensor, long[] shape) {
        values.put(name, tensor);
        shapes.put(name, shape);
    }

    /** Returns the values themselves, to be nudged. */
    double[] tensor(String name) {
        return requireNonNull(values.get(name), () -> "no parameter " + name + " among " + values.keySet());
    }

    double[] vector(String name) {
        return tensor(name).clone();
    }

    double[][] matrix(String name) {
        double[] flat = tensor(name);
        long[] shape = requireNonNull(shapes.get(name), name);
        double[][] rows = new double[(int) shape[0]][(int) shape[1]];
        for (int i = 0; i < flat.length; i++) {
            rows[i / rows[0].length][i % rows[0].length] = flat[i];
        }
        return rows;
    }

    double[][][] cube(String name) {
        double[] flat = tensor(name);
        long[] shape = requireNonNull(shapes.get(name), name);
        double[][][] slices = new double[(int) shape[0]][(int) shape[1]][(int) shape[2]];
        int i = 0;
        for (double[][] slice : slices) {
            for (double[] row : slice) {
                for (int j = 0; j < row.length; j++) {
                    row[j] = flat[i++];
                }
            }
        }
        return slices;
    }

    double[][] linear(String name, double[][] x) {
        return Loops.linear(x, matrix(name + ".weight"), tensor(name + ".bias"));
    }

    double[][] linearWithoutBias(String name, double[][] x) {
        return Loops.linear(x, matrix(name + ".weight"), null);
    }

    /** Normalises each row to mean 0 and variance 1, then scales and shifts its elements. */
    double[][] layerNorm(String name, double[][] x) {
        double[] gain = tensor(name + ".weight");
        double[] shift = tensor(name + ".bias");
        double[][] y = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            double mean = Arrays.stream(x[i]).average().orElseThrow();
            double variance = 0;
            for (double value : x[i]) {
                variance += (value - mean) * (value - mean) / x[i].length;
            }
            y[i] = new double[x[i].length];
            for (int j = 0; j < x[i].length; j++) {
                y[i][j] = (x[i][j] - mean) / Math.sqrt(variance + 1e-5) * gain[j] + shift[j];
            }
        }
        return y;
    }
}
