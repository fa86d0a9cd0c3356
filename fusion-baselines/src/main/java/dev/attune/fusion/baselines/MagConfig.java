package dev.attune.fusion.baselines;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import java.util.Optional;

/**
 * Options of the multimodal adaptation gate.
 *
 * @param main the modality that the others shift; the first when absent
 * @param beta how long the shift may be, as a multiple of the main modality's length, 0.001 to 1000
 * @param dropout probability of dropping a shifted feature, 0 to 0.95
 * @since 0.1
 */
public record MagConfig(
        @Doc("The modality that the others shift; without a name, the first.")
        Optional<String> main,

        @DefaultValue("1")
        @Range(min = MagConfig.LEAST_BETA, max = MagConfig.MOST_BETA)
        @Doc("How long the shift may be, as a multiple of the length of the main modality's features.")
        double beta,

        @DefaultValue("0.3")
        @Range(min = 0, max = Options.MOST_DROPOUT)
        @Doc("Probability of dropping a feature after the shift.")
        double dropout) {
    static final double LEAST_BETA = 0.001;
    static final double MOST_BETA = 1000;

    /** Checks ranges. */
    public MagConfig {
        requireNonNull(main, "main is null");
        Options.checkBetween("beta", beta, LEAST_BETA, MOST_BETA);
        Options.checkDropout(dropout);
    }
}
