package dev.attune.api.loss;

import ai.djl.ndarray.NDArray;
import dev.attune.api.PublicApi;

/**
 * A differentiable measure of how far predictions are from labels.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface SequenceLoss {
    /**
     * Computes the loss of a batch.
     *
     * <p>The value is finite for any finite input, with a finite gradient, also where predictions or labels are constant and where a
     * sequence or the whole batch has no valid label. Values under a false mask, which are finite, have no influence. A loss that
     * reproduces a published one may break these rules where that one does; its documentation says so.
     *
     * @param predictions (B, L, T), float32, in the units of the labels
     * @param labels (B, L, T), float32, finite everywhere
     * @param mask (B, L, T), boolean, true where the label is valid
     * @return a scalar
     */
    NDArray evaluate(NDArray predictions, NDArray labels, NDArray mask);
}
