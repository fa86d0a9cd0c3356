package dev.attune.api.media;

import dev.attune.api.ComponentFactory;
import dev.attune.api.PublicApi;

/**
 * Makes one kind of transcriber.
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface TranscriberFactory<C extends Record> extends ComponentFactory<C> {
    /**
     * Makes the transcriber.
     *
     * @param config the options
     * @throws dev.attune.api.DataException if a model that it needs is not there
     */
    Transcriber create(C config);
}
