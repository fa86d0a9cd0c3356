package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Width;

/**
 * The head that turns a fused sequence into predictions.
 *
 * @param hidden units between its two linear maps
 * @param dropout probability of dropping a hidden unit
 */
public record HeadConfig(
        @Doc("Hidden units of the head; 0 for half the features of the fused sequence, but at least 8.")
        @DefaultValue("0")
        @Range(min = 0, max = 65536)
        @Width
        int hidden,

        @Doc("Probability of dropping a hidden unit while training.") @DefaultValue("0.0") @Range(min = 0, max = 0.95)
        double dropout) {}
