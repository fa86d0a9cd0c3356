package dev.attune.runner.config;

import dev.attune.api.encoder.Sense;

/** How rows of features, each of which describes a stretch of time, are placed on the frames of a clock. */
public enum Align {
    /** The row that began last, and ended at most max-gap before the frame. */
    HOLD,
    /** The row whose stretch contains the frame's time, and no features where there is none. */
    ZERO,
    /** The row that began first of those that began before the frame's time and end at or after it, as the RJCMA authors place words. */
    FIRST,
    /** The row whose middle is nearest to the frame's time, at most max-gap away. */
    NEAREST,
    /** Between the middles of the rows before and after the frame's time, which are at most max-gap apart. */
    INTERPOLATE,
    /** The mean of the rows that overlap the frame, or a window at its time, weighted by how much they do. */
    MEAN;

    /** Returns what suits an encoder where the user does not say. */
    static Align of(Sense sense) {
        return switch (sense) {
            case PICTURES, WORDS -> ZERO;
            case SOUND -> MEAN;
        };
    }
}
