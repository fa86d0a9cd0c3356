package dev.attune.api.metric;

import dev.attune.api.PublicApi;
import java.util.OptionalDouble;

/**
 * Accumulates one metric of one target over frames, in constant memory.
 *
 * <p>States of parts can be merged into the state of the whole; a comparison resamples clips by merging their states and never sees
 * a frame again. Merging and adding must agree to rounding in any order, also for millions of frames far from zero: keep
 * means and central moments, not sums of squares.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface MetricState {
    /**
     * Adds one valid frame.
     *
     * @param prediction finite
     * @param label finite
     */
    void add(double prediction, double label);

    /**
     * Adds all frames of another state.
     *
     * @param other a state of the same metric; unchanged
     * @throws IllegalArgumentException if it belongs to another metric
     */
    void merge(MetricState other);

    /** Returns the value; empty when no frame was added, never NaN. */
    OptionalDouble value();
}
