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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps two programs from working in one folder at the same time; released by the system when the program dies. */
final class FolderLock {
    private final FileChannel channel;
    private final FileLock lock;

    private FolderLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Does work while a folder, which is made if it does not exist, is locked.
     *
     * @param folder the folder
     * @param work what to do
     * @return what the work gives
     * @throws DataException if the folder is locked already or cannot be written
     */
    static <T> T holding(Path folder, Supplier<T> work) {
        FolderLock lock = acquire(folder);
        try {
            return work.get();
        } finally {
            lock.release();
        }
    }

    private static FolderLock acquire(Path folder) {
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

    private void release() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new DataException("The lock of the folder cannot be released: " + JsonFiles.words(e), e);
        }
    }
}
