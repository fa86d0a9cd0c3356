package dev.attune.runner.study;

import java.util.List;
import java.util.stream.Collectors;

/** Writes comma-separated values (RFC 4180, with line feeds). */
public final class Csv {
    private final StringBuilder text = new StringBuilder();

    /** Makes a text of one row, the names of the columns. */
    public Csv(String... header) {
        row(List.of(header));
    }

    /** Adds a row. */
    public void row(List<String> cells) {
        text.append(line(cells));
    }

    /** Returns a row by itself, for a text that is too long to be held. */
    public static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\n";
    }

    private static String cell(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
