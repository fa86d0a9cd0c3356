package dev.attune.api.encoder;

import dev.attune.api.ComponentFactory;
import dev.attune.api.PublicApi;

/**
 * Makes one kind of encoder.
 *
 * <p>To write an encoder:
 *
 * <ol>
 *   <li>Write a record with the options; a model file is a {@link ModelSource}.
 *   <li>Say in {@link #sense()} what it attends to.
 *   <li>In {@link #create}, load models and buffers once; the encoder then sees many clips.
 *   <li>In {@link Encoder#encode}, read the stream that you need piece by piece and give rows as they come, each with the stretch of
 *       time that it describes. Give no row where there is nothing to describe.
 *   <li>Do no resampling to frames: the host places rows on the clock by the policy that the user states.
 * </ol>
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface EncoderFactory<C extends Record> extends ComponentFactory<C> {
    /** Returns what its encoders attend to. */
    Sense sense();

    /**
     * Makes the encoder.
     *
     * @param config the options
     * @param context gives models and says how many threads there are
     * @throws dev.attune.api.DataException if a model cannot be had or does not fit the options
     */
    Encoder create(C config, EncoderContext context);
}
