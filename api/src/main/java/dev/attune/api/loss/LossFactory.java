package dev.attune.api.loss;

import dev.attune.api.ComponentFactory;
import dev.attune.api.PublicApi;

/**
 * Makes one kind of loss.
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface LossFactory<C extends Record> extends ComponentFactory<C> {
    /**
     * Makes the loss.
     *
     * @param config the options
     */
    SequenceLoss create(C config);
}
