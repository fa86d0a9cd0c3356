package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Shorthand;

/**
 * A window round the time of a frame.
 *
 * @param seconds its length
 * @param at where it lies
 */
@Shorthand("seconds")
public record LookConfig(
        @Doc("Length of the window.") @Range(min = 0.001, max = 3600)
        double seconds,

        @Doc("Where it lies: ahead begins at the frame's time, centre has it in its middle, behind ends there.")
        @DefaultValue("ahead")
        At at) {
    /** Where a window lies. */
    public enum At {
        /** Begins at the frame's time. */
        AHEAD,
        /** Has the frame's time in its middle. */
        CENTRE,
        /** Ends at the frame's time. */
        BEHIND
    }
}
