package dev.attune.encoders.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds files that belong to a clip by their names. */
final class Sidecar {
    private Sidecar() {}

    /** Returns the file that is named as the clip but for its ending, if there is one. */
    static Optional<Path> find(Path clip, Optional<Path> folder, String ending) {
        String stem = stem(clip);
        Path file =
                folder.map(place -> place.resolve(stem + ending)).orElseGet(() -> clip.resolveSibling(stem + ending));
        return Optional.of(file).filter(Files::isRegularFile);
    }

    /** Returns the name of a file without its ending. */
    static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Says which file the words come from, and which others were passed over. */
    static String finding(List<Path> files) {
        String others = files.stream()
                .skip(1)
                .map(file -> String.valueOf(file.getFileName()))
                .collect(Collectors.joining(", "));
        return "words from " + files.get(0) + (others.isEmpty() ? "" : ", not from " + others);
    }
}
