package dev.attune.fusion.baselines;

/** Solves linear equations whose matrix is symmetric and has no negative eigenvalue, as A = L Lᵀ with L lower triangular. */
final class Cholesky {
    private Cholesky() {}

    /**
     * Solves A x = b. An unknown that those before it leave undetermined becomes 0.
     *
     * @param matrix A in its first rows and columns, as many as b is long; its lower triangle is overwritten
     * @param right b, in the space that A spans
     * @param noise how much of each diagonal element may be rounding; an unknown of which no more is left is undetermined
     * @return x
     */
    static double[] solve(double[][] matrix, double[] right, double[] noise) {
        int n = right.length;
        decompose(matrix, noise);
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            x[i] = divide(x[i] - dot(matrix[i], x, i), matrix[i][i]);
        }
        for (int i = n - 1; i >= 0; i--) {
            x[i] = divide(x[i], matrix[i][i]);
            for (int j = 0; j < i; j++) {
                x[j] -= matrix[i][j] * x[i];
            }
        }
        return x;
    }

    private static void decompose(double[][] matrix, double[] noise) {
        for (int i = 0; i < noise.length; i++) {
            for (int j = 0; j < i; j++) {
                matrix[i][j] = divide(matrix[i][j] - dot(matrix[i], matrix[j], j), matrix[j][j]);
            }
            double pivot = matrix[i][i] - dot(matrix[i], matrix[i], i);
            matrix[i][i] = pivot > noise[i] ? Math.sqrt(pivot) : 0;
        }
    }

    private static double divide(double value, double pivot) {
        return pivot == 0 ? 0 : value / pivot;
    }

    private static double dot(double[] a, double[] b, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
