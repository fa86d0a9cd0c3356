package dev.attune.api.metric;

import dev.attune.api.PublicApi;
import java.util.List;
import java.util.Map;

/**
 * A measure of how good predictions are.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface Metric {
    /** Returns a state that has seen nothing. */
    MetricState newState();

    /** Returns whether more is better. */
    boolean higherIsBetter();

    /**
     * Returns further figures that explain the value, from the states of all clips.
     *
     * @param clips one state per clip that has valid frames
     * @return name of the figure to value, for example {@code within} and {@code between}; finite values only
     */
    default Map<String, Double> breakdown(List<? extends MetricState> clips) {
        return Map.of();
    }
}
