package dev.attune.runner.predict;

import dev.attune.api.DataException;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.Scraps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The folder for features that are made to be predicted from: one that stays, or one that goes when this is closed or the program ends. */
public final class WorkFolder implements AutoCloseable {
    private final Path path;
    private final Optional<Thread> cleaner;

    private WorkFolder(Path path, boolean temporary) {
        this.path = path;
        cleaner = temporary ? Optional.of(new Thread(() -> Scraps.discard(path), "clean-up")) : Optional.empty();
        cleaner.ifPresent(Runtime.getRuntime()::addShutdownHook);
    }

    /**
     * Uses a folder that stays.
     *
     * @param path the folder
     */
    public static WorkFolder kept(Path path) {
        return new WorkFolder(path, false);
    }

    /**
     * Makes a folder that goes.
     *
     * @throws DataException if none can be made
     */
    public static WorkFolder temporary() {
        try {
            return new WorkFolder(Files.createTempDirectory("attune-predict-"), true);
        } catch (IOException e) {
            throw new DataException(
                    "No folder for features can be made in " + System.getProperty("java.io.tmpdir") + ": "
                            + JsonFiles.words(e) + "; name one with --keep.",
                    e);
        }
    }

    /** Returns the folder. */
    public Path path() {
        return path;
    }

    /** Removes the folder if it is to go; what cannot be removed is left to the system, whose folder it is in. */
    @Override
    public void close() {
        cleaner.ifPresent(thread -> {
            try {
                Runtime.getRuntime().removeShutdownHook(thread);
            } catch (IllegalStateException e) {
                return; // the program is ending, and the hook does it
            }
            Scraps.discard(path);
        });
    }
}
