package dev.attune.fusion.baselines;

import static java.util.Objects.requireNonNull;

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

    double[][] linear(String name, double[][] x) {
        return Loops.linear(x, matrix(name + ".weight"), tensor(name + ".bias"));
    }

    double[][] linearWithoutBias(String name, double[][] x) {
        return Loops.linear(x, matrix(name + ".weight"), null);
    }
}
