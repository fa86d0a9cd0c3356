package dev.attune.fusion.baselines;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;

/**
 * Options of low-rank multimodal fusion.
 *
 * @param width features of each modality before the product, 1 to 65536
 * @param outputs features of the fused sequence, 1 to 65536
 * @param rank how many products of factors are added, 1 to 256
 * @param dropout probability of dropping a feature before the product, 0 to 0.95
 * @since 0.1
 */
public record LmfConfig(
        @Width
        @DefaultValue("32")
        @Range(min = 1, max = Options.WIDEST)
        @Doc("Features of each modality before the product.")
        int width,

        @Width @DefaultValue("64") @Range(min = 1, max = Options.WIDEST) @Doc("Features of the fused sequence.")
        int outputs,

        @DefaultValue("3")
        @Range(min = 1, max = LmfConfig.GREATEST_RANK)
        @Doc("How many products of factors are added.")
        int rank,

        @DefaultValue("0.3")
        @Range(min = 0, max = Options.MOST_DROPOUT)
        @Doc("Probability of dropping a feature of a modality.")
        double dropout) {
    static final int GREATEST_RANK = 256;

    /** Checks ranges. */
    public LmfConfig {
        Options.checkBetween("width", width, 1, Options.WIDEST);
        Options.checkBetween("outputs", outputs, 1, Options.WIDEST);
        Options.checkBetween("rank", rank, 1, GREATEST_RANK);
        Options.checkDropout(dropout);
    }
}
