package dev.attune.runner.stats;

import java.util.Arrays;

/** Wilcoxon's signed-rank test (Biometrics Bulletin 1, 1945), exact with any ties; differences of nothing are left out. */
final class SignedRanks {
    private SignedRanks() {}

    /**
     * Tests whether differences lie symmetrically about 0.
     *
     * @param differences a few; the distribution of all signs is enumerated
     * @return two-sided p-value; 1 if all differences are 0
     */
    static double p(double[] differences) {
        double[] nonzero =
                Arrays.stream(differences).filter(value -> value != 0).toArray();
        int[] doubled = doubledRanks(nonzero);
        int total = Arrays.stream(doubled).sum();
        int positive = 0;
        for (int i = 0; i < nonzero.length; i++) {
            positive += nonzero[i] > 0 ? doubled[i] : 0;
        }
        double[] shares = new double[total + 1]; // of all signs, by the sum of the positive ranks
        shares[0] = 1;
        for (int rank : doubled) {
            for (int sum = total; sum >= 0; sum--) {
                shares[sum] = (shares[sum] + (sum >= rank ? shares[sum - rank] : 0)) / 2;
            }
        }
        int smaller = Math.min(positive, total - positive);
        double tail = 0;
        for (int sum = 0; sum <= smaller; sum++) {
            tail += shares[sum];
        }
        return Math.min(1, 2 * tail);
    }

    /** Returns the least p-value that any differences can reach. */
    static double least(int count) {
        return Math.min(1, 2 * Math.pow(0.5, count));
    }

    /** Returns twice the ranks of the absolute values, whole numbers even where equal ones share the mean of their ranks. */
    private static int[] doubledRanks(double[] values) {
        int[] ranks = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            int less = 0;
            int equal = 0;
            for (double value : values) {
                int order = Double.compare(Math.abs(value), Math.abs(values[i]));
                less += order < 0 ? 1 : 0;
                equal += order == 0 ? 1 : 0;
            }
            ranks[i] = 2 * less + equal + 1;
        }
        return ranks;
    }
}
