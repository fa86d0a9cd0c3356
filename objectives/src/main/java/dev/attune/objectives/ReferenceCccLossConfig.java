package dev.attune.objectives;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;

/**
 * Options of the loss {@code ccc-reference}.
 *
 * @param variant whose code is reproduced
 * @param masked whether invalid frames are left out
 * @since 0.1
 */
public record ReferenceCccLossConfig(
        @Doc("Whose code is reproduced: rjcma, jca, or jca-masked for the second with its treatment of missing labels.")
        @DefaultValue("rjcma")
        Variant variant,

        @Doc("Whether invalid frames are left out; false counts them with the labels that stand there, zero at padding,"
                + " as the published code does.")
        @DefaultValue("true")
        boolean masked) {
    /** Checks that the variant can do without a mask if it must. */
    public ReferenceCccLossConfig {
        requireNonNull(variant, "variant is null");
        if (variant == Variant.JCA_MASKED && !masked) {
            throw new IllegalArgumentException("masked must be true for variant jca-masked, found false");
        }
    }

    /** Whose code is reproduced. */
    public enum Variant {
        /** RJCMA: per sequence; covariance divided by n, variances by n - 1; a perfect prediction costs 1/n. */
        RJCMA,
        /** JCA: all frames of the batch together; covariance and variances divided by n - 1. */
        JCA,
        /** JCA with missing labels: as JCA, but the covariance is divided by the number of all frames, valid or not. */
        JCA_MASKED
    }
}
