package dev.attune.api.fusion;

import dev.attune.api.ComponentFactory;
import dev.attune.api.PublicApi;
import java.util.List;

/**
 * Makes one kind of fusion model.
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface FusionFactory<C extends Record> extends ComponentFactory<C> {
    /**
     * Makes the model.
     *
     * @param config the options
     * @param context what the model is built for
     */
    FusionModel create(C config, FusionContext context);

    /**
     * Returns which modalities the model reads, so that nothing is loaded or computed for the others.
     *
     * @param config the options
     * @param available the experiment's modalities, in order
     * @return a part of {@code available}, in its order
     */
    default List<String> reads(C config, List<String> available) {
        return available;
    }
}
