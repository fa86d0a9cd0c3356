package dev.attune.fusion.baselines;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;

/**
 * Options of the bidirectional LSTM.
 *
 * @param hidden units of each direction, 1 to 65536; twice as many features come out
 * @param layers how many are stacked, 1 to 16
 * @param dropout probability of dropping an element between layers, 0 to 0.95; 0 where there is one layer
 * @since 0.1
 */
public record BiLstmConfig(
        @Width
        @DefaultValue("64")
        @Range(min = 1, max = Options.WIDEST)
        @Doc("Units of each direction; twice as many features come out.")
        int hidden,

        @DefaultValue("1") @Range(min = 1, max = 16) @Doc("How many layers are stacked.")
        int layers,

        @DefaultValue("0")
        @Range(min = 0, max = Options.MOST_DROPOUT)
        @Doc("Probability of dropping an element between layers; needs at least 2 layers.")
        double dropout) {
    /** Checks ranges. */
    public BiLstmConfig {
        Options.checkBetween("hidden", hidden, 1, Options.WIDEST);
        Options.checkBetween("layers", layers, 1, 16);
        Options.checkDropout(dropout);
        if (dropout > 0 && layers == 1) {
            throw new IllegalArgumentException(
                    "dropout acts between layers and needs at least 2 of them, found " + dropout + " and 1 layer");
        }
    }
}
