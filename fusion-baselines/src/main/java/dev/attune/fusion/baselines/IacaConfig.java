package dev.attune.fusion.baselines;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.fusion.FusionChoice;

/**
 * Options of inconsistency-aware cross-attention.
 *
 * @param of the attention that the gates are put round; a fusion that gives attended features of every modality
 * @param temperature T, by which the scores of the gates are divided before the softmax, 0.001 to 1000
 * @since 0.1
 */
public record IacaConfig(
        @Doc(
                "The attention between modalities that is gated against attention within each, such as jca or {type: rjcma, depth: 2}.")
        FusionChoice of,

        @DefaultValue("0.1")
        @Range(min = Temperature.COLDEST, max = Temperature.HOTTEST)
        @Doc("By what the scores of the gates are divided before the softmax; the lower, the harder they choose.")
        double temperature) {
    /** Checks the range. */
    public IacaConfig {
        requireNonNull(of, "of is null");
        Temperature.check(temperature);
    }
}
