package dev.attune.objectives;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;

/**
 * Options of the loss {@code ccc}.
 *
 * @param over what one coefficient is computed over
 * @since 0.1
 */
public record CccLossConfig(
        @Doc(
                "What one coefficient is computed over: each sequence by itself, or all valid frames of the batch together.")
        @DefaultValue("sequence")
        Over over) {
    /** Checks that nothing is missing. */
    public CccLossConfig {
        requireNonNull(over, "over is null");
    }

    /** What one coefficient is computed over. */
    public enum Over {
        /** Each sequence; the loss is the mean over sequences. */
        SEQUENCE,
        /** All valid frames of the batch. */
        BATCH
    }
}
