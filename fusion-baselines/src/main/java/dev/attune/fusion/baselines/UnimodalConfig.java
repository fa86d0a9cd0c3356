package dev.attune.fusion.baselines;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.Doc;
import java.util.Optional;

/**
 * Options of a single modality.
 *
 * @param modality its name; may be absent where the experiment has only one
 * @since 0.1
 */
public record UnimodalConfig(
        @Doc("The modality that is used; may be left out where the experiment has only one.")
        Optional<String> modality) {
    /** Checks that nothing is missing. */
    public UnimodalConfig {
        requireNonNull(modality, "modality is null");
    }
}
