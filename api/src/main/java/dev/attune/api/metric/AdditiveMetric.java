package dev.attune.api.metric;

import dev.attune.api.PublicApi;

/**
 * A metric that is a function of sums over frames.
 *
 * <p>Optional: a comparison scores thousands of resamples of the clips, and can do so many times faster by adding up arrays than by
 * merging states. What it finds must be what merging finds, to rounding. To implement:
 *
 * <ol>
 *   <li>Say how many sums there are: for a mean of errors, two, the number of frames and the sum of their errors.
 *   <li>Write a state's sums. Sums of squares lose their digits far from zero, so that values are to be taken relative to an origin that
 *       is near all frames and the same for all states that will be added: the means of {@code whole}, for example.
 *   <li>Make the value of the sums, without the origin.
 * </ol>
 *
 * <p>The contract test of metrics holds both ways against each other.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface AdditiveMetric extends Metric {
    /** Returns the number of sums, at least 1. */
    int sums();

    /**
     * Writes the sums of a state; zeros, if it has seen nothing.
     *
     * @param state of this metric
     * @param whole a state of this metric that has seen all frames which will be added, and maybe others; unchanged
     * @param sums where to write
     * @param offset of the first sum
     * @throws IllegalArgumentException if a state belongs to another metric
     */
    void write(MetricState state, MetricState whole, double[] sums, int offset);

    /**
     * Returns the value of sums that were written with the same {@code whole}, multiplied by whole numbers and added.
     *
     * @param sums where they are
     * @param offset of the first sum
     * @return finite; NaN for no frame
     */
    double value(double[] sums, int offset);
}
