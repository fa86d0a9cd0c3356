package dev.attune.runner.scaffold;

import static java.util.Objects.requireNonNull;

import dev.attune.api.DataException;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.Scraps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** A folder that is written beside its place, under a name of its own, and moved when it is whole. */
final class ProjectFolder {
    private final Path folder;
    private final Path draft;

    /**
     * Finds a place.
     *
     * @throws DataException if something is there
     */
    ProjectFolder(Path folder) {
        this.folder = requireNonNull(folder, "folder is null");
        Path full = folder.toAbsolutePath().normalize();
        draft = full.resolveSibling(
                "." + full.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        requireFree();
    }

    private void requireFree() {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new DataException(folder + " is a file; wanted a folder that does not exist, or is empty:"
                    + " name another with --out.");
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new DataException(
                        folder + " is not empty, and nothing in it is overwritten; wanted a folder that does"
                                + " not exist, or is empty: name another with --out.");
            }
        } catch (IOException e) {
            throw new DataException(folder + " cannot be read: " + JsonFiles.words(e) + ".", e);
        }
    }

    /**
     * Writes all files; leaves nothing behind if that fails.
     *
     * @param files relative path to text
     * @throws DataException if they cannot be written
     */
    void write(Map<String, String> files) {
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = draft.resolve(file.getKey());
                Files.createDirectories(path.resolveSibling(""));
                Files.writeString(path, file.getValue());
            }
            if (Files.exists(folder)) {
                fill(); // it may be the one that the user is in, or a link
            } else {
                Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new DataException(folder + " cannot be written: " + JsonFiles.words(e) + ".", e);
        } finally {
            Scraps.discard(draft);
        }
    }

    private void fill() throws IOException {
        try (Stream<Path> content = Files.list(draft)) {
            for (Path path : content.toList()) {
                Files.move(path, folder.resolve(path.getFileName()));
            }
        }
    }
}
