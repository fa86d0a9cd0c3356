package com.example.agreement;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;

/**
 * Options of the loudness of sound.
 *
 * @param milliseconds length of the stretch that one row describes
 */
public record LoudnessConfig(
        @Doc("Length of the stretch of sound that one row describes, in milliseconds.")
        @DefaultValue("20")
        @Range(min = 5, max = 1000)
        int milliseconds) {}
