package dev.attune.datasets;

import java.util.Arrays;

/** Ridge regression in closed form, in double precision: the plainest learner there is. */
final class Ridge {
    private final double[] mean;
    private final double[] deviation;
    private final double[] weights;
    private final double targetMean;

    /**
     * @param inputs (rows, D)
     * @param targets (rows)
     * @param penalty on weights of standardised inputs, per row
     */
    Ridge(double[][] inputs, double[] targets, double penalty) {
        int columns = inputs[0].length;
        mean = new double[columns];
        deviation = new double[columns];
        double sum = 0;
        for (double target : targets) {
            sum += target;
        }
        targetMean = sum / targets.length;
        for (int column = 0; column < columns; column++) {
            double total = 0;
            double squares = 0;
            for (double[] row : inputs) {
                total += row[column];
                squares += row[column] * row[column];
            }
            mean[column] = total / inputs.length;
            deviation[column] = Math.sqrt(squares / inputs.length - mean[column] * mean[column]) + 1e-12;
        }
        double[][] gram = new double[columns][columns];
        double[] moment = new double[columns];
        for (int row = 0; row < inputs.length; row++) {
            double[] x = standardised(inputs[row]);
            for (int i = 0; i < columns; i++) {
                moment[i] += x[i] * (targets[row] - targetMean);
                for (int j = 0; j <= i; j++) {
                    gram[i][j] += x[i] * x[j];
                }
            }
        }
        for (int i = 0; i < columns; i++) {
            gram[i][i] += penalty * inputs.length;
        }
        weights = solve(gram, moment);
    }

    double predict(double[] input) {
        double[] x = standardised(input);
        double sum = targetMean;
        for (int i = 0; i < x.length; i++) {
            sum += weights[i] * x[i];
        }
        return sum;
    }

    private double[] standardised(double[] input) {
        double[] x = new double[input.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (input[i] - mean[i]) / deviation[i];
        }
        return x;
    }

    /** Solves a system of which the lower half is given, by Cholesky's method. */
    private static double[] solve(double[][] lower, double[] right) {
        int size = right.length;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = lower[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
        }
        double[] x = right.clone();
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= lower[i][k] * x[k];
            }
            x[i] /= lower[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                x[i] -= lower[k][i] * x[k];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }

    /** Returns Pearson's correlation. */
    static double correlation(double[] first, double[] second) {
        double meanFirst = Arrays.stream(first).average().orElseThrow();
        double meanSecond = Arrays.stream(second).average().orElseThrow();
        double product = 0;
        double squaresFirst = 0;
        double squaresSecond = 0;
        for (int i = 0; i < first.length; i++) {
            product += (first[i] - meanFirst) * (second[i] - meanSecond);
            squaresFirst += (first[i] - meanFirst) * (first[i] - meanFirst);
            squaresSecond += (second[i] - meanSecond) * (second[i] - meanSecond);
        }
        return product / Math.sqrt(squaresFirst * squaresSecond);
    }
}
