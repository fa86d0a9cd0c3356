package dev.attune.fusion.baselines;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;

/**
 * Options of the memory fusion network.
 *
 * @param hidden units of the long short-term memory of each modality, 1 to 65536
 * @param memory features of the shared memory, 1 to 65536
 * @param attention hidden units of each of the small networks that attend and gate, 1 to 65536
 * @param dropout probability of dropping such a hidden unit, 0 to 0.95
 * @since 0.1
 */
public record MfnConfig(
        @DefaultValue("32")
        @Range(min = 1, max = Options.WIDEST)
        @Width
        @Doc("Units of the long short-term memory of each modality.")
        int hidden,

        @DefaultValue("64") @Range(min = 1, max = Options.WIDEST) @Width @Doc("Features of the shared memory.")
        int memory,

        @DefaultValue("64")
        @Range(min = 1, max = Options.WIDEST)
        @Width
        @Doc("Hidden units of each of the networks that attend to cells and gate the memory.")
        int attention,

        @DefaultValue("0")
        @Range(min = 0, max = Options.MOST_DROPOUT)
        @Doc("Probability of dropping a hidden unit of those networks.")
        double dropout) {
    /** Checks ranges. */
    public MfnConfig {
        Options.checkBetween("hidden", hidden, 1, Options.WIDEST);
        Options.checkBetween("memory", memory, 1, Options.WIDEST);
        Options.checkBetween("attention", attention, 1, Options.WIDEST);
        Options.checkDropout(dropout);
    }
}
