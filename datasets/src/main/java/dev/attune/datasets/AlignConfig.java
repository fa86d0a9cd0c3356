package dev.attune.datasets;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Shorthand;

/**
 * How rows of features, which come at a rate of their own, are laid on the frames of the labels.
 *
 * @param policy which rows make a frame
 * @param tolerance how far a row may be from its frame
 * @since 0.1
 */
@Shorthand("policy")
public record AlignConfig(
        @Doc(
                "Which rows make a frame: the nearest in time, the latest that is not after it, or the mean of all within it.")
        @DefaultValue("nearest")
        Policy policy,

        @Doc("How far in seconds the row may be from its frame, else the frame is missing; means ask for no tolerance.")
        @DefaultValue("0.25")
        @Range(min = 0, max = 1e6)
        double tolerance) {
    /** Checks ranges. */
    public AlignConfig {
        requireNonNull(policy, "policy is null");
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("tolerance must be at least 0, found " + tolerance);
        }
    }

    /** Which rows of features make a frame. */
    public enum Policy {
        /** The row whose time is nearest. */
        NEAREST,
        /** The latest row that is not after the frame: nothing is seen before it happens. */
        LATEST,
        /** The mean of the rows from this frame to the next. */
        MEAN
    }

    /** Returns the nearest row within a quarter of a second. */
    static AlignConfig standard() {
        return new AlignConfig(Policy.NEAREST, 0.25);
    }
}
