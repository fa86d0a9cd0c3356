package dev.attune.runner.predict;

import dev.attune.api.DataException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes predictions, clip by clip, and writes them: all to one file or stream, or each to a file of its own.
 *
 * <p>A file is there whole or not at all; what is not finished is removed when this is closed.
 */
public final class PredictionOutput implements PredictionSink {
    private final @Nullable Path folder;
    private final PredictionFormat format;
    private final boolean replace;
    private final List<Path> written = new ArrayList<>();
    private final String name;
    private @Nullable DraftFile draft;
    private @Nullable PredictionText text;

    private PredictionOutput(
            @Nullable Path folder,
            PredictionFormat format,
            boolean replace,
            String name,
            @Nullable DraftFile draft,
            @Nullable PredictionText text) {
        this.folder = folder;
        this.format = format;
        this.replace = replace;
        this.name = name;
        this.draft = draft;
        this.text = text;
    }

    /**
     * Writes all clips to a stream, which is not closed.
     *
     * @param writer the stream
     * @param format how
     */
    public static PredictionOutput to(Writer writer, PredictionFormat format) {
        return new PredictionOutput(null, format, false, "the output", null, format.text(writer));
    }

    /**
     * Writes all clips to one file.
     *
     * @param file the file
     * @param format how
     * @param replace whether it may exist
     * @throws DataException if it exists, or cannot be written
     */
    public static PredictionOutput toFile(Path file, PredictionFormat format, boolean replace) {
        requireFree(file, replace);
        DraftFile draft = DraftFile.begin(file);
        return new PredictionOutput(null, format, replace, file.toString(), draft, format.text(draft.writer()));
    }

    /**
     * Writes each clip to a file of its name.
     *
     * @param folder made if it does not exist
     * @param format how
     * @param replace whether the files may exist
     * @throws DataException if there is a file of that name
     */
    public static PredictionOutput toFolder(Path folder, PredictionFormat format, boolean replace) {
        if (Files.isRegularFile(folder)) {
            throw new DataException(folder + " is a file, wanted a folder, or a name that ends in " + format.suffix()
                    + " for one file.");
        }
        return new PredictionOutput(folder, format, replace, folder.toString(), null, null);
    }

    /**
     * Checks that a file may be written.
     *
     * @param file the file
     * @param replace whether it may exist
     * @throws DataException if it may not
     */
    public static void requireFree(Path file, boolean replace) {
        if (Files.isDirectory(file)) {
            throw new DataException(file + " is a folder, wanted the name of a file.");
        }
        if (Files.exists(file) && !replace) {
            throw new DataException(file + " exists; replace it with --force, or give another name.");
        }
    }

    @Override
    public void expect(List<String> clips) {
        if (folder != null) {
            clips.forEach(clip -> requireFree(file(folder, clip), replace));
        }
    }

    private Path file(Path parent, String clip) {
        return parent.resolve(clip + format.suffix());
    }

    @Override
    public void add(ClipPrediction prediction) {
        try {
            if (folder != null) {
                draft = DraftFile.begin(file(folder, prediction.clip()));
                text = format.text(draft.writer());
            }
            if (text != null) {
                text.add(prediction);
            }
            if (folder != null) {
                end();
            }
        } catch (IOException e) {
            throw new DataException(name + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public List<Path> finish() {
        try {
            if (folder == null) {
                end();
            }
            return List.copyOf(written);
        } catch (IOException e) {
            throw new DataException(name + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private void end() throws IOException {
        if (text != null) {
            text.end();
        }
        if (draft != null) {
            draft.finish();
            written.add(draft.file());
        }
    }

    @Override
    public void close() {
        if (draft != null) {
            draft.close();
        }
    }
}
