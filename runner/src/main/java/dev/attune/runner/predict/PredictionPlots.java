package dev.attune.runner.predict;

import dev.attune.api.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Draws predictions: that of a single clip to a file, those of any number to a folder. */
public final class PredictionPlots implements PredictionSink {
    private final Path where;
    private final boolean replace;
    private final List<Path> written = new ArrayList<>();

    /**
     * Names the place.
     *
     * @param where a name that ends in {@code .svg} or {@code .png}, or a folder, which gets an SVG for each clip
     * @param replace whether files may exist
     */
    public PredictionPlots(Path where, boolean replace) {
        this.where = where;
        this.replace = replace;
    }

    @Override
    public void expect(List<String> clips) {
        if (isFile() && clips.size() > 1) {
            throw new DataException("One drawing shows one clip, found " + clips.size()
                    + "; give --plot the name of a folder instead of " + where + ".");
        }
        if (!isFile() && Files.isRegularFile(where)) {
            throw new DataException(where + " is a file, wanted a folder, or a name that ends in .svg or .png.");
        }
        clips.forEach(clip -> PredictionOutput.requireFree(file(clip), replace));
    }

    @Override
    public void add(ClipPrediction prediction) {
        Path file = file(prediction.clip());
        PredictionPlot.write(prediction, file);
        written.add(file);
    }

    private boolean isFile() {
        return PredictionPlot.isDrawing(where) && !Files.isDirectory(where);
    }

    private Path file(String clip) {
        return isFile() ? where : where.resolve(clip + ".svg");
    }

    @Override
    public List<Path> finish() {
        return List.copyOf(written);
    }

    @Override
    public void close() {
        // Each drawing is there whole or not at all.
    }
}
