package dev.attune.encoders.text;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.Doc;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Options of transcripts that lie in files.
 *
 * @param folder where they are
 * @param format which of them is read
 * @since 0.1
 */
public record SidecarConfig(
        @Doc(
                "The folder of the transcripts, whose names but for the ending are those of the clips. Without it, beside each clip.")
        Optional<Path> folder,

        @Doc(
                "The only form that is read. Without it, the first that there is of words-csv, words-json, align, vtt, srt.")
        Optional<TranscriptFormat> format) {
    /** Checks for null. */
    public SidecarConfig {
        requireNonNull(folder, "folder is null");
        requireNonNull(format, "format is null");
    }
}
