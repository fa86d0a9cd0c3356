package dev.attune.api.data;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;

/**
 * Describes what is predicted.
 *
 * @param name its name, such as {@code valence}
 * @param kind continuous or binary
 * @param min the least valid label
 * @param max the greatest valid label, more than min
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.STABLE, since = "0.1")
public record TargetInfo(String name, Kind kind, double min, double max) {
    /** Checks the range. */
    public TargetInfo {
        requireNonNull(name, "name is null");
        requireNonNull(kind, "kind is null");
        if (!(min < max)) {
            throw new IllegalArgumentException("min must be less than max, found " + min + " and " + max);
        }
    }

    /** What kind of label a target has. */
    public enum Kind {
        /** Any value in [min, max]. */
        CONTINUOUS,
        /** 0 or 1. */
        BINARY
    }

    /**
     * Makes a continuous target with labels in [-1, 1].
     *
     * @param name its name
     */
    public static TargetInfo continuous(String name) {
        return new TargetInfo(name, Kind.CONTINUOUS, -1, 1);
    }

    /**
     * Makes a binary target with labels 0 and 1.
     *
     * @param name its name
     */
    public static TargetInfo binary(String name) {
        return new TargetInfo(name, Kind.BINARY, 0, 1);
    }

    /**
     * Returns whether a label is in range.
     *
     * <p>The bounds count as the 32-bit numbers that labels are: 0.3 as a float is a little more than 0.3.
     *
     * @param label a label, not NaN
     */
    public boolean accepts(float label) {
        return kind == Kind.BINARY ? label == 0 || label == 1 : label >= (float) min && label <= (float) max;
    }

    /** Returns whether another target has the same kind and range. */
    public boolean sameRange(TargetInfo other) {
        return kind == other.kind && min == other.min && max == other.max;
    }
}
