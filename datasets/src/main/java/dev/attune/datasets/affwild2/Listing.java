package dev.attune.datasets.affwild2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What is in a folder. */
final class Listing {
    private Listing() {}

    /**
     * Returns what is in a folder, in any order.
     *
     * @throws IOException also if the folder goes away while it is read
     */
    static List<Path> of(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
