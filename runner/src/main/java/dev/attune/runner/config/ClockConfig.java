package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;
import dev.attune.api.config.Shorthand;
import java.util.Optional;

/**
 * The frames on which features are placed.
 *
 * @param times whose times, unless there is a rate
 * @param rate frames per second
 */
@Shorthand("times")
public record ClockConfig(
        @Doc("native: one frame for each picture of the recording, at that picture's own time.") @DefaultValue("native")
        Times times,

        @Doc("Frames per second, at equal distances, instead of the recording's own.") @Range(min = 0.1, max = 1000)
        Optional<Double> rate) {
    /** Whose times. */
    public enum Times {
        /** The recording's own. */
        NATIVE
    }
}
