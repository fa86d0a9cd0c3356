package dev.attune.testkit;

import dev.attune.api.PublicApi;

/**
 * What a loss is expected to do; a loss that declares otherwise is tested for failing.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public enum LossProperty {
    /** Values under a false mask change neither the loss nor its gradient. */
    IGNORES_MASKED_VALUES,
    /** Value and gradient are finite where predictions and labels are the same constant. */
    FINITE_ON_EQUAL_CONSTANTS,
    /** The order of the sequences in a batch does not matter. */
    IGNORES_ORDER_OF_SEQUENCES,
    /** Predictions that equal the labels cost nothing. */
    ZERO_AT_PERFECT_PREDICTION
}
