package dev.attune.fusion.baselines;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;

/**
 * Options of recursive cross-modal attention.
 *
 * @param depth how often attended features are fed back, 1 to 16
 * @param dropout probability of dropping an element of the correlation, 0 to 0.95
 * @since 0.1
 */
public record RcmaConfig(
        @DefaultValue("3") @Range(min = 1, max = 16) @Doc("How often attended features are fed back.")
        int depth,

        @DefaultValue("0")
        @Range(min = 0, max = Options.MOST_DROPOUT)
        @Doc("Probability of dropping an element of the correlation.")
        double dropout) {
    /** Checks ranges. */
    public RcmaConfig {
        Options.checkBetween("depth", depth, 1, 16);
        Options.checkDropout(dropout);
    }
}
