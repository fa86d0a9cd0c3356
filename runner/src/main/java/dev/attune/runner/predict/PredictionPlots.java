package dev.attune.runner.predict;

import dev.attune.api.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Draws predictions: that of a single clip to a file, those of any number to a folder.
 *
 * @param where a name that ends in {@code .svg} or {@code .png}, or a folder, which gets an SVG for each clip
 * @param replace whether files may exist
 */
public record PredictionPlots(Path where, boolean replace) {
    /**
     * Checks that the clips can be drawn, before the first is predicted.
     *
     * @param clips their names
     * @throws DataException if they cannot
     */
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

    /**
     * Draws a clip.
     *
     * @return the file
     * @throws DataException if it cannot be written
     */
    public Path add(ClipPrediction prediction) {
        Path file = file(prediction.clip());
        PredictionPlot.write(prediction, file);
        return file;
    }

    private boolean isFile() {
        return PredictionPlot.isDrawing(where) && !Files.isDirectory(where);
    }

    private Path file(String clip) {
        return isFile() ? where : where.resolve(clip + ".svg");
    }
}
