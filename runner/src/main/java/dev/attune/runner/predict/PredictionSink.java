package dev.attune.runner.predict;

import java.nio.file.Path;
import java.util.List;

/** Takes predictions, clip by clip, and puts them somewhere. */
public interface PredictionSink extends AutoCloseable {
    /**
     * Checks that the clips can be taken, before the first is predicted.
     *
     * @param clips their names
     * @throws dev.attune.api.DataException if they cannot, for example because files exist that may not be replaced
     */
    void expect(List<String> clips);

    /**
     * Takes a clip.
     *
     * @throws dev.attune.api.DataException if it cannot be written
     */
    void add(ClipPrediction prediction);

    /**
     * Puts what was written in its place, after the last clip.
     *
     * @return the files
     * @throws dev.attune.api.DataException if it cannot be written
     */
    List<Path> finish();

    /** Removes what is not finished. */
    @Override
    void close();
}
