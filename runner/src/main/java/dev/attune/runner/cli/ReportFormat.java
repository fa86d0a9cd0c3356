package dev.attune.runner.cli;

import java.util.Locale;

/** How a command writes what it found. */
enum ReportFormat {
    /** For a person. */
    TEXT,
    /** For a script. */
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
