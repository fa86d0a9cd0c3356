package dev.attune.runner.trial;

import dev.attune.api.DataException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two programs from working in one folder at the same time; the system releases it when the program dies.
 *
 * <p>The file {@code .lock} says who holds it. It stays when the lock is released: were it deleted, a program that waits for the old
 * file and one that makes a new one could both hold a lock.
 */
public final class FolderLock {
    /** The file in the folder. */
    static final String FILE = ".lock";

    /** Behind any content, so that others can read the content where locks are mandatory. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final Duration INTERVAL = Duration.ofMillis(50);

    /**
     * Who of this very program holds which folder. POSIX drops all locks that a process has on a file as soon as the process closes any
     * of its descriptors of that file; so a lock file that is held here must not even be opened again.
     */
    private static final ConcurrentMap<Path, LockHolder> HELD = new ConcurrentHashMap<>();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Does work while a folder, which is made if it does not exist, is locked.
     *
     * @param folder the folder
     * @param work what is done, for the message that another program gives, such as {@code study}
     * @param patience how long to wait for another program, or another thread, to release the folder
     * @param task the work
     * @return what the task gives
     * @throws FolderInUseException if the folder stays locked, saying by whom
     * @throws DataException if it cannot be written
     * @throws CancellationException if the thread is interrupted while it waits
     */
    public static <T> T holding(Path folder, String work, Duration patience, Supplier<T> task) {
        FolderLock lock = acquire(folder, LockHolder.current(work), System.nanoTime() + patience.toNanos());
        try {
            return task.get();
        } finally {
            lock.release();
        }
    }

    private static FolderLock acquire(Path folder, LockHolder self, long end) {
        try {
            Files.createDirectories(folder);
            Path real = folder.toRealPath();
            while (true) {
                LockHolder other = HELD.putIfAbsent(real, self);
                if (other == null) {
                    FolderLock lock = open(real);
                    other = lock.tryLock(self);
                    if (other == null) {
                        return lock;
                    }
                }
                if (System.nanoTime() >= end) {
                    throw new FolderInUseException(
                            folder + " is in use by " + other.describe() + "; wait until that ends.");
                }
                Thread.sleep(INTERVAL.toMillis());
            }
        } catch (ClosedByInterruptException | InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException)
                    new CancellationException("interrupted while waiting for " + folder).initCause(e);
        } catch (IOException e) {
            throw new DataException(folder + " cannot be used for results: " + JsonFiles.words(e), e);
        }
    }

    private static FolderLock open(Path real) throws IOException {
        try {
            return new FolderLock(
                    real,
                    FileChannel.open(
                            real.resolve(FILE),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE));
        } catch (IOException e) {
            HELD.remove(real);
            throw e;
        }
    }

    /** Returns null if the folder is locked now, and otherwise who holds it. */
    private @Nullable LockHolder tryLock(LockHolder self) throws IOException {
        boolean locked = false;
        try {
            if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                return LockHolder.read(channel);
            }
            self.write(channel);
            locked = true;
            return null;
        } catch (OverlappingFileLockException e) {
            return LockHolder.read(channel); // other code of this very program has locked the file
        } finally {
            if (!locked) {
                release();
            }
        }
    }

    private void release() {
        try {
            channel.close(); // and with it the lock
        } catch (IOException e) {
            throw new DataException("The lock of " + folder + " cannot be released: " + JsonFiles.words(e), e);
        } finally {
            HELD.remove(folder);
        }
    }
}
