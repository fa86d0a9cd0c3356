package dev.attune.datasets.avatar;

import java.util.List;

/** Plain statistics for tests. */
final class Numbers {
    private Numbers() {}

    /** Returns Pearson's correlation. */
    static double correlation(List<Double> first, List<Double> second) {
        double meanFirst = mean(first);
        double meanSecond = mean(second);
        double product = 0;
        double squareFirst = 0;
        double squareSecond = 0;
        for (int i = 0; i < first.size(); i++) {
            double x = first.get(i) - meanFirst;
            double y = second.get(i) - meanSecond;
            product += x * y;
            squareFirst += x * x;
            squareSecond += y * y;
        }
        return product / Math.sqrt(squareFirst * squareSecond);
    }

    static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
