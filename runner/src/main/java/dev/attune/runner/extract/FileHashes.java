package dev.attune.runner.extract;

import dev.attune.api.DataException;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Hashes files that many clips share, such as those of a large model, once; safe for use by several threads. */
final class FileHashes {
    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    /**
     * A file that was hashed.
     *
     * @param size its length then
     * @param changed when it was last written then
     * @param sha256 its hash
     */
    private record Known(long size, FileTime changed, String sha256) {
        boolean isOf(BasicFileAttributes file) {
            return size == file.size() && changed.equals(file.lastModifiedTime());
        }
    }

    /**
     * Returns the hash of a file's content.
     *
     * @throws DataException if it cannot be read
     */
    String of(Path file) {
        BasicFileAttributes now;
        try {
            now = Files.readAttributes(file, BasicFileAttributes.class);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + JsonFiles.words(e), e);
        }
        return known.compute(
                        file,
                        (path, before) -> before != null && before.isOf(now)
                                ? before
                                : new Known(now.size(), now.lastModifiedTime(), Sha256.of(path)))
                .sha256();
    }
}
