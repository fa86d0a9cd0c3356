package dev.attune.api.encoder;

import dev.attune.api.ComponentFactory;
import dev.attune.api.PublicApi;

/**
 * Makes one kind of encoder.
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface EncoderFactory<C extends Record> extends ComponentFactory<C> {
    /**
     * Makes the encoder.
     *
     * @param config the options
     */
    Encoder create(C config);
}
