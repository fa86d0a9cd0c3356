package dev.attune.api.media;

import dev.attune.api.ComponentFactory;
import dev.attune.api.PublicApi;

/**
 * Makes one way of opening and writing recordings.
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface MediaFactory<C extends Record> extends ComponentFactory<C> {
    /**
     * Makes it.
     *
     * @param config the options
     */
    Media create(C config);
}
