package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.media.MediaFactory;

/**
 * What opens recordings where nothing else is to be configured.
 *
 * @param media opens them
 */
public record MediaConfig(
        @Doc("What opens recordings.") @DefaultValue("ffmpeg")
        Selection<MediaFactory<?>> media) {}
