package dev.attune.fusion.baselines;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;

/**
 * Options of cross-attention between two modalities.
 *
 * @param temperature T, by which correlations are divided before the softmax, 0.001 to 1000
 * @since 0.1
 */
public record CrossAttentionConfig(
        @DefaultValue("1")
        @Range(min = Temperature.COLDEST, max = Temperature.HOTTEST)
        @Doc("By what correlations are divided before the softmax; the lower, the fewer frames are attended to.")
        double temperature) {
    /** Checks the range. */
    public CrossAttentionConfig {
        Temperature.check(temperature);
    }
}
