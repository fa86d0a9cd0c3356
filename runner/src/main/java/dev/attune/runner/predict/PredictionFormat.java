package dev.attune.runner.predict;

import java.io.Writer;
import java.util.Locale;

/** How predictions are written. */
public enum PredictionFormat {
    /** One row a frame: clip, time, one column a target, one a modality that says whether it was there. */
    CSV,
    /** The same by clip, as one JSON document. */
    JSON;

    /** Returns the ending of its files, such as {@code .csv}. */
    public String suffix() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /** Begins to write. */
    PredictionText text(Writer writer) {
        return this == CSV ? new CsvText(writer) : new JsonText(writer);
    }
}
