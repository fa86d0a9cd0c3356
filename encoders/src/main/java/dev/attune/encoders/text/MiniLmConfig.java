package dev.attune.encoders.text;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.config.Range;

/**
 * Options of MiniLM.
 *
 * @param passage tokens of a passage
 * @since 0.1
 */
public record MiniLmConfig(
        @Doc(
                "The most tokens that are read together; a longer transcript is parted between sentences, and each part read with 50 more on both sides.")
        @DefaultValue("400")
        @Range(min = 16, max = 400)
        int passage) {}
