package dev.attune.api.temporal;

import dev.attune.api.ComponentFactory;
import dev.attune.api.PublicApi;

/**
 * Makes one kind of temporal model.
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface TemporalFactory<C extends Record> extends ComponentFactory<C> {
    /**
     * Makes the model of one modality.
     *
     * @param config the options
     * @param context what the model is built for
     */
    TemporalModel create(C config, TemporalContext context);

    /**
     * Returns whether the model has learnt parameters; one that has none may also stand before a fusion that is fitted at once.
     *
     * @param config the options
     */
    default boolean learns(C config) {
        return true;
    }
}
