package dev.attune.runner.corpus;

import static java.util.Objects.requireNonNull;

import dev.attune.api.DataException;
import dev.attune.api.corpus.CorpusContext;
import dev.attune.api.corpus.CorpusFactory;
import dev.attune.api.media.Media;
import dev.attune.runner.config.Selection;
import dev.attune.runner.plugin.PluginCalls;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.Scraps;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * Makes a corpus in a folder that is not there before, or empty: beside it, under a name of its own, and moved when it is whole.
 *
 * <p>Used once.
 */
public final class CorpusMaker {
    private final Path folder;
    private final Path work;

    /**
     * Finds a place to work in.
     *
     * @param folder where the corpus is to be
     * @throws DataException if something is there
     */
    public CorpusMaker(Path folder) {
        this.folder = requireNonNull(folder, "folder is null");
        requireFree(folder);
        Path full = folder.toAbsolutePath().normalize();
        try {
            Path parent = requireNonNull(full.getParent(), "no folder is above " + full);
            Files.createDirectories(parent);
            this.work = Files.createTempDirectory(parent, "." + full.getFileName() + ".making-");
        } catch (IOException e) {
            throw new DataException(folder + " cannot be made: " + JsonFiles.words(e) + ".", e);
        }
    }

    private static void requireFree(Path folder) {
        if (Files.isRegularFile(folder)) {
            throw new DataException(folder + " is a file; --out wants a folder that does not exist, or is empty.");
        }
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new DataException(folder + " is not empty; --out wants a folder that does not exist, or is empty:"
                        + " remove what is in it, or name another.");
            }
        } catch (IOException e) {
            throw new DataException(folder + " cannot be read: " + JsonFiles.words(e) + ".", e);
        }
    }

    /**
     * Makes it; leaves nothing behind if that fails.
     *
     * @param corpus a corpus and its options
     * @param media writes videos
     * @param progress is told of each recording that is finished
     * @throws DataException if it cannot be written
     */
    public void make(Selection<? extends CorpusFactory<?>> corpus, Media media, CorpusContext.Progress progress) {
        boolean whole = false;
        try {
            make(corpus.factory(), corpus.options(), new CorpusContext(work, media, progress));
            move();
            whole = true;
        } finally {
            if (!whole) {
                discard();
            }
        }
    }

    private static <C extends Record> void make(CorpusFactory<C> factory, Record options, CorpusContext context) {
        PluginCalls.run(factory, () -> factory.make(factory.configType().cast(options), context));
    }

    private void move() {
        try {
            Files.deleteIfExists(folder);
            try {
                Files.move(work, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(work, folder);
            }
        } catch (IOException e) {
            throw new DataException(
                    folder + " was made, but cannot be put under its name: " + JsonFiles.words(e) + ".", e);
        }
    }

    /** Removes what was made so far; also while it is being made, when the program is interrupted. */
    public void discard() {
        Scraps.discard(work);
    }
}
