package dev.attune.api.temporal;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;
import dev.attune.api.nn.RandomSource;

/**
 * What a temporal model is built for.
 *
 * @param modality the modality's name
 * @param inputs features per frame, at least 1
 * @param windowLength frames per window, at least 1
 * @param random gives initial values
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public record TemporalContext(String modality, int inputs, int windowLength, RandomSource random) {
    /** Checks that nothing is missing. */
    public TemporalContext {
        requireNonNull(modality, "modality is null");
        requireNonNull(random, "random is null");
        if (inputs < 1 || windowLength < 1) {
            throw new IllegalArgumentException(
                    "inputs and window length must be at least 1, found " + inputs + " and " + windowLength);
        }
    }
}
