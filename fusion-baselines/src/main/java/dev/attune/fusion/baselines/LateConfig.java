package dev.attune.fusion.baselines;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;

/**
 * Options of late fusion.
 *
 * @param weights how much each modality counts
 * @param missing what a modality counts at a frame where it was not observed
 * @since 0.1
 */
public record LateConfig(
        @DefaultValue("mean")
        @Doc("How much each modality counts: mean (all the same) or softmax (learnt, one a target).")
        Weights weights,

        @DefaultValue("include")
        @Doc("Whether a modality counts at a frame where it was not observed: include, or skip and share its weight.")
        Missing missing) {
    /** Checks that nothing is missing. */
    public LateConfig {
        requireNonNull(weights, "weights is null");
        requireNonNull(missing, "missing is null");
    }

    /** How much each modality counts. */
    public enum Weights {
        /** All the same. */
        MEAN,
        /** A learnt share for each target, at first all the same. */
        SOFTMAX
    }

    /** What a modality counts at a frame where it was not observed. */
    public enum Missing {
        /** As ever: its head sees what the temporal model makes of the gap. */
        INCLUDE,
        /** Nothing: the others share its weight; where none was observed, all count. */
        SKIP
    }
}
