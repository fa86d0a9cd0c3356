package dev.attune.fusion.baselines;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;

/**
 * Options of recursive joint attention.
 *
 * @param depth how often attended features are fed back, 1 to 16
 * @param dropout probability of dropping an element of the correlation and of the attended features, 0 to 0.95
 * @param jointLstm whether a bidirectional LSTM reads the attended features of all modalities
 * @param width features that the LSTM gives, 2 to 65536, an even number; no effect without it
 * @since 0.1
 */
public record RjcaConfig(
        @DefaultValue("3") @Range(min = 1, max = 16) @Doc("How often attended features are fed back.")
        int depth,

        @DefaultValue("0.6")
        @Range(min = 0, max = Options.MOST_DROPOUT)
        @Doc("Probability of dropping an element of correlation and attended features.")
        double dropout,

        @DefaultValue("true") @Doc("Whether a bidirectional LSTM reads the attended features of all modalities.")
        boolean jointLstm,

        @DefaultValue("128")
        @Range(min = 2, max = Options.WIDEST)
        @Width
        @Doc("Features that the LSTM gives, an even number: one half for each direction.")
        int width) {
    /** Checks ranges. */
    public RjcaConfig {
        Options.checkBetween("depth", depth, 1, 16);
        Options.checkDropout(dropout);
        Options.checkBetween("width", width, 2, Options.WIDEST);
        if (width % 2 != 0) {
            throw new IllegalArgumentException(
                    "width must be an even number, one half for each direction, found " + width);
        }
    }
}
