package dev.attune.fusion.baselines;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;

/**
 * Options of gated recursive joint cross-attention.
 *
 * @param depth how often attended features are fed back, 1 to 16
 * @param dropout probability of dropping an element of the correlation and of the attended features, 0 to 0.95
 * @param temperature T, by which the scores of the gates are divided before the softmax, 0.001 to 1000
 * @param hierarchical whether each step has a gate, and a further one shares out among their outputs; needs depth 2
 * @since 0.1
 */
public record GrjcaConfig(
        @DefaultValue("3") @Range(min = 1, max = 16) @Doc("How often attended features are fed back.")
        int depth,

        @DefaultValue("0.6")
        @Range(min = 0, max = Options.MOST_DROPOUT)
        @Doc("Probability of dropping an element of correlation and attended features.")
        double dropout,

        @DefaultValue("0.1")
        @Range(min = Temperature.COLDEST, max = Temperature.HOTTEST)
        @Doc("By what the scores of the gates are divided before the softmax; the lower, the harder they choose.")
        double temperature,

        @DefaultValue("false")
        @Doc("Whether each step has a gate, and a further one shares out among their outputs; needs a depth of 2.")
        boolean hierarchical) {
    /** Checks ranges. */
    public GrjcaConfig {
        Options.checkBetween("depth", depth, 1, 16);
        Options.checkDropout(dropout);
        Temperature.check(temperature);
        if (hierarchical && depth < 2) {
            throw new IllegalArgumentException("hierarchical needs a depth of at least 2, found " + depth
                    + "; with one step there is nothing to share out among");
        }
    }
}
