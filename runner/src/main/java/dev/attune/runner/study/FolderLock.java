package dev.attune.runner.study;

import dev.attune.api.DataException;
import dev.attune.runner.trial.JsonFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps two programs from working in one folder at the same time; released by the system when the program dies. */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private FolderLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Locks a folder, which is made if it does not exist.
     *
     * @throws DataException if it is locked already or cannot be written
     */
    static FolderLock acquire(Path folder) {
        Path file = folder.resolve(".lock");
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new DataException("Another study is running in " + folder
                        + "; wait until it ends, or give another folder with --out.");
            }
            return new FolderLock(channel, lock);
        } catch (IOException e) {
            throw new DataException(folder + " cannot be used for results: " + JsonFiles.words(e), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very program
        }
    }

    /** Does nothing; says that the lock is wanted for as long as it is open. */
    void keep() {
        if (!lock.isValid()) {
            throw new IllegalStateException("the lock was released");
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new DataException("The lock of the folder cannot be released: " + JsonFiles.words(e), e);
        }
    }
}
