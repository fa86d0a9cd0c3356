package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;

/**
 * How sequences are cut into windows.
 *
 * @param length frames per window
 * @param stride frames from one window's start to the next
 */
public record WindowConfig(
        @Doc("Frames per window; a shorter clip is padded and masked.")
        @DefaultValue("300")
        @Range(min = 1, max = 1_000_000)
        int length,

        @Doc("Frames from the start of one window to the next; the last window is anchored at the end of the clip.")
        @DefaultValue("200")
        @Range(min = 1, max = 1_000_000)
        int stride) {}
