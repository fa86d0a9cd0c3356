package dev.attune.encoders.text;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.Doc;
import java.nio.file.Path;

/**
 * Options of IEMOCAP's own transcripts.
 *
 * @param root of the corpus
 * @since 0.1
 */
public record IemocapConfig(
        @Doc(
                "The folder that holds Session1 to Session5, each with dialog/transcriptions and sentences/ForcedAlignment.")
        Path root) {
    /** Checks for null. */
    public IemocapConfig {
        requireNonNull(root, "root is null");
    }
}
