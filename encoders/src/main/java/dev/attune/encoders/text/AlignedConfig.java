package dev.attune.encoders.text;

import static java.util.Objects.requireNonNull;

import dev.attune.api.config.DefaultValue;
import dev.attune.api.config.Doc;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Options of texts whose times are found in the sound.
 *
 * @param folder where the texts are
 * @param acousticModel how sounds sound
 * @param dictionary how words are pronounced
 * @since 0.1
 */
public record AlignedConfig(
        @Doc(
                "The folder of the texts, whose names but for the ending are those of the clips. Without it, beside each clip.")
        Optional<Path> folder,

        @Doc("The acoustic model of Sphinx-4: a folder, or resource:/... on the class path.")
        @DefaultValue("resource:/edu/cmu/sphinx/models/en-us/en-us")
        String acousticModel,

        @Doc("The dictionary of Sphinx-4: a file, or resource:/... on the class path.")
        @DefaultValue("resource:/edu/cmu/sphinx/models/en-us/cmudict-en-us.dict")
        String dictionary) {
    /** Checks for null. */
    public AlignedConfig {
        requireNonNull(folder, "folder is null");
        requireNonNull(acousticModel, "acousticModel is null");
        requireNonNull(dictionary, "dictionary is null");
    }
}
