package dev.attune.runner.config;

import java.nio.file.Path;

/**
 * Where text of a configuration was written.
 *
 * @param display how messages call it: the path as the user typed it, or {@code command line: key=value}
 * @param folder what relative paths in it are resolved against
 * @param order where its problems stand among those of other sources
 */
record Source(String display, Path folder, int order) {
    private static final int AFTER_ALL_FILES = Integer.MAX_VALUE;

    static Source file(Path file, int order) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return new Source(file.toString(), parent == null ? file.toAbsolutePath() : parent, order);
    }

    static Source commandLine(String argument) {
        return new Source("command line: " + argument, Path.of("").toAbsolutePath(), AFTER_ALL_FILES);
    }

    /** The source of a default value; its paths belong to the file that left the value out. */
    static Source defaultOf(String path, Source file) {
        return new Source("default of " + path, file.folder(), file.order());
    }

    /** Returns the source as a place: for problems of a whole file. */
    Place whole() {
        return new Place(this, 0, 0);
    }

    /** Returns whether places in it have lines and columns that help. */
    boolean isCommandLine() {
        return order == AFTER_ALL_FILES;
    }
}
