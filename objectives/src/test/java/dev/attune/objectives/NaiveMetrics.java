package dev.attune.objectives;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/** Metrics as the textbook writes them: all frames in memory, means first, then moments. Shares nothing with the code it checks. */
final class NaiveMetrics {
    private NaiveMetrics() {}

    static double ccc(double[] predictions, double[] labels) {
        double n = predictions.length;
        double bias = mean(predictions) - mean(labels);
        double denominator = covariance(predictions, predictions) / n + covariance(labels, labels) / n + bias * bias;
        return denominator == 0 ? 1 : 2 * covariance(predictions, labels) / n / denominator;
    }

    static double referenceCcc(double[] predictions, double[] labels) {
        double n = predictions.length;
        double bias = mean(predictions) - mean(labels);
        double denominator = bias * bias;
        if (n > 1) {
            denominator += (covariance(predictions, predictions) + covariance(labels, labels)) / (n - 1);
        }
        return denominator == 0 ? 0 : 2 * covariance(predictions, labels) / n / denominator;
    }

    static double pearson(double[] predictions, double[] labels) {
        double denominator = Math.sqrt(covariance(predictions, predictions) * covariance(labels, labels));
        return denominator == 0 ? 0 : covariance(predictions, labels) / denominator;
    }

    static double rmse(double[] predictions, double[] labels) {
        return Math.sqrt(meanOf(predictions, labels, (p, y) -> (p - y) * (p - y)));
    }

    static double mae(double[] predictions, double[] labels) {
        return meanOf(predictions, labels, (p, y) -> Math.abs(p - y));
    }

    static double signAgreement(double[] predictions, double[] labels) {
        return meanOf(predictions, labels, (p, y) -> p == 0 ? (y == 0 ? 1 : 0) : (p * y > 0 ? 1 : 0));
    }

    static double accuracy(double[] predictions, double[] labels, double threshold) {
        return meanOf(predictions, labels, (p, y) -> p < threshold == y < threshold ? 1 : 0);
    }

    /** Harmonic mean of precision and recall of one class. */
    static double f1(double[] predictions, double[] labels, double threshold, boolean positive) {
        double hits = 0;
        double predicted = 0;
        double actual = 0;
        for (int i = 0; i < predictions.length; i++) {
            boolean isPredicted = predictions[i] >= threshold == positive;
            boolean isActual = labels[i] >= threshold == positive;
            hits += isPredicted && isActual ? 1 : 0;
            predicted += isPredicted ? 1 : 0;
            actual += isActual ? 1 : 0;
        }
        double precision = predicted == 0 ? 0 : hits / predicted;
        double recall = actual == 0 ? 0 : hits / actual;
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double covariance(double[] left, double[] right) {
        double leftMean = mean(left);
        double rightMean = mean(right);
        return left.length * meanOf(left, right, (a, b) -> (a - leftMean) * (b - rightMean));
    }

    private static double meanOf(double[] left, double[] right, DoubleBinaryOperator operator) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += operator.applyAsDouble(left[i], right[i]);
        }
        return sum / left.length;
    }
}
