package dev.attune.encoders.text;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.Doc;
import java.nio.file.Path;

/**
 * Options of the speech recogniser Vosk.
 *
 * @param model its folder
 * @since 0.1
 */
public record VoskConfig(
        @Doc("The folder of a Vosk model, unpacked, such as vosk-model-en-us-0.22.")
        Path model) {
    /** Checks for null. */
    public VoskConfig {
        requireNonNull(model, "model is null");
    }
}
