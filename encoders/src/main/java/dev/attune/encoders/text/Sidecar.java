package dev.attune.encoders.text;

import dev.attune.api.media.Recording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds files that belong to a clip by their names. */
final class Sidecar {
    private Sidecar() {}

    /** Returns the file that is named as the clip but for its ending, if there is one. */
    static Optional<Path> find(Recording recording, Optional<Path> folder, String ending) {
        Path clip = recording.file();
        String name = String.valueOf(clip.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        Path file =
                folder.map(place -> place.resolve(stem + ending)).orElseGet(() -> clip.resolveSibling(stem + ending));
        return Optional.of(file).filter(Files::isRegularFile);
    }
}
