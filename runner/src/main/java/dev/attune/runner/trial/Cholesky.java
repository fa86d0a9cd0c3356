package dev.attune.runner.trial;

import java.util.Optional;

/** Solves small systems of linear equations whose matrix is symmetric and positive definite. */
final class Cholesky {
    /** A pivot that is smaller, relatively, is a 0 that was rounded. */
    private static final double ROUNDING = 1e-12;

    private Cholesky() {}

    /**
     * Solves {@code matrix x = right}.
     *
     * @return x; empty if the matrix is not positive definite
     */
    static Optional<double[]> solve(double[][] matrix, double[] right) {
        int size = right.length;
        double[][] lower = new double[size][size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column <= row; column++) {
                double rest = matrix[row][column];
                for (int k = 0; k < column; k++) {
                    rest -= lower[row][k] * lower[column][k];
                }
                if (row == column) {
                    if (!(rest > ROUNDING * matrix[row][row])) {
                        return Optional.empty();
                    }
                    lower[row][row] = Math.sqrt(rest);
                } else {
                    lower[row][column] = rest / lower[column][column];
                }
            }
        }
        return Optional.of(backward(lower, forward(lower, right)));
    }

    private static double[] forward(double[][] lower, double[] right) {
        double[] solution = right.clone();
        for (int row = 0; row < solution.length; row++) {
            for (int k = 0; k < row; k++) {
                solution[row] -= lower[row][k] * solution[k];
            }
            solution[row] /= lower[row][row];
        }
        return solution;
    }

    private static double[] backward(double[][] lower, double[] right) {
        double[] solution = right.clone();
        for (int row = solution.length - 1; row >= 0; row--) {
            for (int k = row + 1; k < solution.length; k++) {
                solution[row] -= lower[k][row] * solution[k];
            }
            solution[row] /= lower[row][row];
        }
        return solution;
    }
}
