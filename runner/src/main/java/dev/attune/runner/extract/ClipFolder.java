package dev.attune.runner.extract;

import dev.attune.api.DataException;
import dev.attune.runner.trial.JsonFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of a clip in the store, which is there as a whole or not at all.
 *
 * <p>A new state is made in a folder beside it, with links to what is kept. Where there is an old state, two renamings put the new one in
 * its place; if the program is killed between them, {@link #recover} brings the old one back.
 */
final class ClipFolder {
    private static final String DRAFT = ".part";
    private static final String OLD = ".old";

    private final Path folder;
    private final Path draft;
    private final Path old;

    ClipFolder(Path store, String name) {
        folder = store.resolve(name);
        draft = store.resolve("." + name + DRAFT);
        old = store.resolve("." + name + OLD);
    }

    /** Removes what a program left that was killed. */
    static void recover(Path store) {
        try (Stream<Path> entries = Files.list(store)) {
            for (Path path : entries.toList()) {
                String name = String.valueOf(path.getFileName());
                if (name.startsWith(".") && name.endsWith(OLD)) {
                    Path folder = store.resolve(name.substring(1, name.length() - OLD.length()));
                    if (Files.exists(folder)) {
                        delete(path);
                    } else {
                        Files.move(path, folder, StandardCopyOption.ATOMIC_MOVE);
                    }
                } else if (name.startsWith(".") && name.endsWith(DRAFT)) {
                    delete(path);
                }
            }
        } catch (IOException e) {
            throw unwritable(store, e);
        }
    }

    /** Returns what is in the folder. */
    ClipRecord record() {
        return Files.isDirectory(folder) ? ClipRecord.read(folder) : ClipRecord.NONE;
    }

    /** Returns whether the arrays of a part are there. */
    boolean has(String part) {
        return ClipExtraction.isComplete(folder, part);
    }

    /**
     * Begins a new state.
     *
     * @param kept parts of the old state that it has as well
     */
    void begin(Set<String> kept) {
        try {
            delete(draft);
            Files.createDirectories(draft);
            if (!kept.isEmpty()) {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        if (ClipExtraction.belongs(String.valueOf(file.getFileName()), kept)) {
                            link(file, draft.resolve(file.getFileName()));
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw unwritable(draft, e);
        }
    }

    private static void link(Path file, Path name) throws IOException {
        try {
            Files.createLink(name, file);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, name); // some file systems have no links
        }
    }

    /** Returns the folder in which the new state is made. */
    Path draft() {
        return draft;
    }

    /** Puts the new state in the place of the old. */
    void finish() {
        try {
            boolean replaces = Files.exists(folder);
            if (replaces) {
                delete(old);
                Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            if (replaces) {
                delete(old);
            }
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /** Removes a new state that was not put in place. */
    void abandon() {
        try {
            delete(draft);
        } catch (IOException e) {
            throw unwritable(draft, e);
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(path)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
    }

    private static DataException unwritable(Path path, IOException e) {
        return new DataException(path + " cannot be written: " + JsonFiles.words(e) + ".", e);
    }
}
