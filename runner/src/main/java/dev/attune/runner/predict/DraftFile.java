package dev.attune.runner.predict;

import dev.attune.api.DataException;
import dev.attune.runner.trial.JsonFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A text file that grows beside its place, and is there whole or not at all. */
final class DraftFile implements AutoCloseable {
    private final Path file;
    private final Path draft;
    private final BufferedWriter writer;

    private DraftFile(Path file, Path draft, BufferedWriter writer) {
        this.file = file;
        this.draft = draft;
        this.writer = writer;
    }

    /**
     * Begins a file; its folder is made if there is none.
     *
     * @throws DataException if it cannot be written
     */
    static DraftFile begin(Path file) {
        Path folder = file.toAbsolutePath().resolveSibling("");
        Path draft = folder.resolve(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.createDirectories(folder);
            draft.toFile().deleteOnExit(); // should the program be interrupted
            return new DraftFile(file, draft, Files.newBufferedWriter(draft));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    static DataException unwritable(Path file, IOException e) {
        return new DataException(file + " cannot be written: " + JsonFiles.words(e) + ".", e);
    }

    Path file() {
        return file;
    }

    Writer writer() {
        return writer;
    }

    /** Ends the file and puts it into its place. */
    void finish() throws IOException {
        writer.close();
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Deletes the file unless it is finished. */
    @Override
    public void close() {
        try {
            writer.close();
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }
}
