package dev.attune.runner.predict;

import java.io.IOException;

/** Writes predictions as text, clip by clip. */
interface PredictionText {
    /** Writes a clip. */
    void add(ClipPrediction prediction) throws IOException;

    /** Writes what belongs at the end; the text is not closed. */
    void end() throws IOException;
}
