package dev.attune.runner.stats;

/**
 * Finds the influence of each clip on a value from the values without it (Efron and Tibshirani, An Introduction to the Bootstrap,
 * 1993, chapter 11).
 *
 * <p>With one group of n clips, the influence of a clip is its pseudo-value less the mean of them, (n - 1) (mean of the values without
 * one - value without it). With several groups, which are drawn apart, deviations are those within a group, scaled such that the sum of
 * squared influences over n (n - 1) is the sum of the groups' jackknife variances.
 */
final class Jackknife {
    private final int[] groupOf;
    private final double[] sizes;

    /**
     * Prepares.
     *
     * @param groupOf the group of each clip
     * @param groups how many groups
     */
    Jackknife(int[] groupOf, int groups) {
        this.groupOf = groupOf;
        sizes = new double[groups];
        for (int group : groupOf) {
            sizes[group]++;
        }
    }

    /**
     * Returns the influences.
     *
     * @param without the value without each clip
     */
    double[] influences(double[] without) {
        double[] means = new double[sizes.length];
        for (int clip = 0; clip < without.length; clip++) {
            means[groupOf[clip]] += without[clip] / sizes[groupOf[clip]];
        }
        double all = without.length;
        double[] influences = new double[without.length];
        for (int clip = 0; clip < without.length; clip++) {
            double size = sizes[groupOf[clip]];
            double scale = Math.sqrt(all * (all - 1) * (size - 1) / size);
            influences[clip] = scale * (means[groupOf[clip]] - without[clip]);
        }
        return influences;
    }
}
