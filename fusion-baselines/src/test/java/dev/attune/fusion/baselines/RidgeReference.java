package dev.attune.fusion.baselines;

import java.util.List;

/** Ridge regression by the normal equations of weights and intercept together, without centring. */
final class RidgeReference {
    private RidgeReference() {}

    /**
     * Minimises Σ (y - x·w - b)² + penalty ‖w‖².
     *
     * @param x the features of each observation
     * @param y the label of each
     * @return w, then b
     */
    static double[] solve(List<double[]> x, List<Double> y, double penalty) {
        int features = x.get(0).length;
        double[][] equations = new double[features + 1][features + 2]; // left and right side
        for (int i = 0; i < x.size(); i++) {
            double[] withOne = new double[features + 1];
            System.arraycopy(x.get(i), 0, withOne, 0, features);
            withOne[features] = 1;
            for (int row = 0; row <= features; row++) {
                for (int column = 0; column <= features; column++) {
                    equations[row][column] += withOne[row] * withOne[column];
                }
                equations[row][features + 1] += withOne[row] * y.get(i);
            }
        }
        for (int d = 0; d < features; d++) {
            equations[d][d] += penalty;
        }
        return eliminate(equations);
    }

    /** Solves by Gauss and Jordan, taking the greatest pivot. */
    private static double[] eliminate(double[][] equations) {
        int unknowns = equations.length;
        for (int column = 0; column < unknowns; column++) {
            int pivot = column;
            for (int row = column + 1; row < unknowns; row++) {
                pivot = Math.abs(equations[row][column]) > Math.abs(equations[pivot][column]) ? row : pivot;
            }
            double[] chosen = equations[pivot];
            equations[pivot] = equations[column];
            equations[column] = chosen;
            for (int row = 0; row < unknowns; row++) {
                if (row != column) {
                    double factor = equations[row][column] / chosen[column];
                    for (int j = column; j <= unknowns; j++) {
                        equations[row][j] -= factor * chosen[j];
                    }
                }
            }
        }
        double[] solution = new double[unknowns];
        for (int i = 0; i < unknowns; i++) {
            solution[i] = equations[i][unknowns] / equations[i][i];
        }
        return solution;
    }
}
