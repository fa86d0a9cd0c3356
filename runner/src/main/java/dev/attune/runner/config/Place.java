package dev.attune.runner.config;

import java.util.Comparator;

/**
 * A place in a configuration.
 *
 * @param source the file or argument
 * @param line from 1; 0 for the source as a whole
 * @param column from 1, in characters
 */
record Place(Source source, int line, int column) {
    static final Comparator<Place> READING_ORDER = Comparator.<Place>comparingInt(
                    place -> place.source().order())
            .thenComparingInt(Place::line)
            .thenComparingInt(Place::column);

    @Override
    public String toString() {
        return line == 0 || source.isCommandLine() ? source.display() : source.display() + ":" + line + ":" + column;
    }
}
