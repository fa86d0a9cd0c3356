package dev.attune.runner.trial;

/** Means of some variables and sums of products of their deviations from these, of any number of rows, that can be merged. */
final class Moments {
    private final double[] means;
    private final double[][] products;
    private long count;

    /** Makes those of no row. */
    Moments(int variables) {
        means = new double[variables];
        products = new double[variables][variables];
    }

    /** Adds a row. */
    void add(double[] row) {
        add(1, row, new double[means.length][means.length]);
    }

    /** Adds the rows of another. */
    void add(Moments other) {
        add(other.count, other.means, other.products);
    }

    /** Merges as Chan, Golub and LeVeque do (The American Statistician 37, 1983): sums of raw squares would cancel. */
    private void add(long otherCount, double[] otherMeans, double[][] otherProducts) {
        if (otherCount == 0) {
            return;
        }
        double all = (double) count + otherCount;
        double weight = count * (otherCount / all);
        double[] shift = new double[means.length];
        for (int i = 0; i < means.length; i++) {
            shift[i] = otherMeans[i] - means[i];
        }
        for (int i = 0; i < means.length; i++) {
            for (int j = 0; j < means.length; j++) {
                products[i][j] += otherProducts[i][j] + weight * shift[i] * shift[j];
            }
            means[i] += shift[i] * (otherCount / all);
        }
        count += otherCount;
    }

    long count() {
        return count;
    }

    double mean(int variable) {
        return means[variable];
    }

    /** Returns the sum of products of two variables' deviations from their means. */
    double product(int one, int other) {
        return products[one][other];
    }
}
