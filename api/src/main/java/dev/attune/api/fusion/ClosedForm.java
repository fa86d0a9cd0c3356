package dev.attune.api.fusion;

import ai.djl.ndarray.NDArray;
import dev.attune.api.PublicApi;

/**
 * A {@link FusionModel} that is fitted at once instead of by gradients, such as a ridge regression.
 *
 * <p>Whoever trains it calls {@link #add} once for each batch of the training split, then {@link #solve}. What is fitted are
 * buffers of the model; it has no learnt parameters, and the temporal models before it have none either. Its factory says so by
 * {@link FusionFactory#closedForm}.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface ClosedForm {
    /**
     * Takes in a batch of the training split. The tensors are closed after the call.
     *
     * @param batch the features
     * @param labels (B, L, targets)
     * @param mask boolean, (B, L, targets); where labels count
     */
    void add(ModalityBatch batch, NDArray labels, NDArray mask);

    /** Fits the model to all batches that were taken in, and forgets them. */
    void solve();
}
