package dev.attune.api.metric;

import dev.attune.api.ComponentFactory;
import dev.attune.api.PublicApi;

/**
 * Makes one kind of metric.
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface MetricFactory<C extends Record> extends ComponentFactory<C> {
    /**
     * Makes the metric.
     *
     * @param config the options
     */
    Metric create(C config);
}
