package dev.attune.runner.config;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import dev.attune.api.media.MediaFactory;
import java.util.List;

/**
 * What opens recordings where nothing else is to be configured.
 *
 * @param media opens them
 * @param extensions of the files that are recordings
 */
public record MediaConfig(
        @Doc("What opens recordings.") @DefaultValue("ffmpeg")
        Selection<MediaFactory<?>> media,

        @Doc("Which files are recordings, by the ends of their names.") @DefaultValue(EXTENSIONS)
        List<String> extensions) {
    /** What is a recording unless the configuration says otherwise. */
    static final String EXTENSIONS =
            "[mp4, m4v, mov, mkv, webm, avi, mpg, mpeg, wmv, flv, ts, mts, 3gp, ogv, wav, mp3, m4a, aac, flac, ogg, opus]";

    /** Copies the list. */
    public MediaConfig {
        extensions = List.copyOf(extensions);
    }
}
