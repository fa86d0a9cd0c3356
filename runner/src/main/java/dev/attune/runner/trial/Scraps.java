package dev.attune.runner.trial;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Removes folders of work that is not wanted any more. */
public final class Scraps {
    private static final int ATTEMPTS = 20;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private Scraps() {}

    /**
     * Removes a folder and all that is in it, also while somebody still writes there, as when the program is interrupted.
     *
     * @param folder need not be there
     * @return whether it is gone
     */
    public static boolean discard(Path folder) {
        Path aside = aside(folder);
        for (int attempt = 0; attempt < ATTEMPTS && (Files.exists(folder) || Files.exists(aside)); attempt++) {
            try {
                if (!Files.exists(aside) && !movedAway(folder, aside)) {
                    remove(folder);
                }
                remove(aside);
            } catch (IOException e) {
                // Somebody is still writing there; the next attempt finds what came meanwhile.
                LockSupport.parkNanos(PAUSE);
            }
        }
        return !Files.exists(folder) && !Files.exists(aside);
    }

    private static Path aside(Path folder) {
        return folder.resolveSibling(folder.getFileName() + ".discarded");
    }

    /** Takes the folder from under whoever writes there: a fast writer could go on for longer than any number of attempts. */
    private static boolean movedAway(Path folder, Path aside) {
        try {
            Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            return false; // it holds open files on a system that does not allow it, or is gone
        }
    }

    private static void remove(Path folder) throws IOException {
        for (Path path : Files.exists(folder) ? content(folder) : List.<Path>of()) {
            Files.deleteIfExists(path);
        }
    }

    /** Returns all that there is, the folder itself last. */
    private static List<Path> content(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw new NoSuchFileException(folder.toString());
        }
    }
}
