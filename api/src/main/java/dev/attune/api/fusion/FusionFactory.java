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

    /**
     * Returns how many modalities the fusion can work with; by default any number.
     *
     * <p>Checked before anything is loaded or trained.
     *
     * @param config the options
     */
    default ModalityCount modalities(C config) {
        return ModalityCount.ANY;
    }

    /**
     * Returns whether the model works only on windows of the length that it was built for, because weights are tied to it.
     *
     * @param config the options
     */
    default boolean fixedLength(C config) {
        return false;
    }

    /**
     * Returns whether the model is fitted at once instead of by gradients: whether it is a {@link ClosedForm}.
     *
     * <p>Such a model has no learnt parameters and gives predictions, and the temporal models before it learn nothing either, which is
     * checked before anything is loaded.
     *
     * @param config the options
     */
    default boolean closedForm(C config) {
        return false;
    }

    /**
     * Returns whether the model gives, as {@link FusionOutput#features}, attended features of every modality, each as wide as the
     * modality came in, and computes nothing from parameters after them: then a gate can be put round it.
     *
     * @param config the options
     */
    default boolean attends(C config) {
        return false;
    }
}
