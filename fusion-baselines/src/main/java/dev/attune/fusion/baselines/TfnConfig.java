package dev.attune.fusion.baselines;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;

/**
 * Options of the tensor fusion network.
 *
 * @param width features of each modality before the product, 1 to 65536; the product of n modalities has (width + 1)^n
 * @param hidden features of the fused sequence, 1 to 65536
 * @param dropout probability of dropping a feature of a modality, and of the fused sequence, 0 to 0.95
 * @since 0.1
 */
public record TfnConfig(
        @Width
        @DefaultValue("16")
        @Range(min = 1, max = Options.WIDEST)
        @Doc("Features of each modality before the product, which has (width + 1)^n of them for n modalities.")
        int width,

        @Width @DefaultValue("64") @Range(min = 1, max = Options.WIDEST) @Doc("Features of the fused sequence.")
        int hidden,

        @DefaultValue("0.3")
        @Range(min = 0, max = Options.MOST_DROPOUT)
        @Doc("Probability of dropping a feature of a modality, and of the fused sequence.")
        double dropout) {
    /** Checks ranges. */
    public TfnConfig {
        Options.checkBetween("width", width, 1, Options.WIDEST);
        Options.checkBetween("hidden", hidden, 1, Options.WIDEST);
        Options.checkDropout(dropout);
    }
}
