package dev.attune.runner.stats;

/**
 * Finds the influence of each group of clips on a value from the values without it (Efron and Tibshirani, An Introduction to the Bootstrap,
 * 1993, chapter 11).
 *
 * <p>With one stratum of n groups, the influence of a group is its pseudo-value less the mean of them, (n - 1) (mean of the values
 * without one - value without it). With several strata, which are drawn apart, deviations are those within a stratum, scaled such that
 * the sum of squared influences over n (n - 1) is the sum of the strata's jackknife variances.
 */
final class Jackknife {
    private final int[] stratumOf;
    private final double[] sizes;

    /**
     * Prepares.
     *
     * @param stratumOf the stratum of each group
     * @param strata how many strata
     */
    Jackknife(int[] stratumOf, int strata) {
        this.stratumOf = stratumOf;
        sizes = new double[strata];
        for (int stratum : stratumOf) {
            sizes[stratum]++;
        }
    }

    /**
     * Returns the influences.
     *
     * @param without the value without each group
     */
    double[] influences(double[] without) {
        double[] means = new double[sizes.length];
        for (int group = 0; group < without.length; group++) {
            means[stratumOf[group]] += without[group] / sizes[stratumOf[group]];
        }
        double all = without.length;
        double[] influences = new double[without.length];
        for (int group = 0; group < without.length; group++) {
            double size = sizes[stratumOf[group]];
            double scale = Math.sqrt(all * (all - 1) * (size - 1) / size);
            influences[group] = scale * (means[stratumOf[group]] - without[group]);
        }
        return influences;
    }
}
