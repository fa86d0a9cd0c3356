package dev.attune.fusion.baselines;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.attune.api.nn.Dropout;
import dev.attune.api.nn.Pass;
import dev.attune.testkit.ModelProbe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The masks that a model's dropout draws, in the order in which its documentation says that it drops. */
final class Noise {
    private final ModelProbe probe;
    private final Pass pass;
    private final Dropout dropout;
    private final boolean training;
    private final List<double[][][]> drawn = new ArrayList<>();
    private int position;

    Noise(ModelProbe probe, boolean training, double probability, long seed) {
        this.probe = probe;
        this.training = training;
        pass = probe.pass(true, seed);
        dropout = new Dropout(probability);
    }

    /** Begins a pass. */
    void rewind() {
        position = 0;
    }

    /** Returns factors of the elements of a tensor (B, rows, columns): all 1 in evaluation. */
    double[][][] next(int windows, int rows, int columns) {
        if (position == drawn.size()) {
            drawn.add(training ? draw(windows, rows, columns) : ones(windows, rows, columns));
        }
        return drawn.get(position++);
    }

    private double[][][] draw(int windows, int rows, int columns) {
        float[] ones = new float[windows * rows * columns];
        Arrays.fill(ones, 1);
        float[] flat = probe.evaluate(() -> {
                    NDArray x = probe.constant(ones, windows, rows, columns);
                    return new NDList(dropout.apply(pass, x));
                })
                .get(0);
        double[][][] factors = new double[windows][rows][columns];
        for (int i = 0; i < flat.length; i++) {
            factors[i / (rows * columns)][i / columns % rows][i % columns] = flat[i];
        }
        return factors;
    }

    private static double[][][] ones(int windows, int rows, int columns) {
        double[][][] factors = new double[windows][rows][columns];
        for (double[][] window : factors) {
            for (double[] row : window) {
                Arrays.fill(row, 1);
            }
        }
        return factors;
    }
}
