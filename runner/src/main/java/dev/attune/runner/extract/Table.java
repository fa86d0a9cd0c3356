package dev.attune.runner.extract;

import dev.attune.api.DataException;
import dev.attune.runner.trial.JsonFiles;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A csv file with the names of its columns in the first line. */
final class Table {
    private final Path file;
    private final List<String> columns;
    private final List<Line> lines;

    private Table(Path file, List<String> columns, List<Line> lines) {
        this.file = file;
        this.columns = columns;
        this.lines = lines;
    }

    /**
     * A line.
     *
     * @param number the first of the file is 1
     * @param cells one a column
     */
    record Line(int number, List<String> cells) {
        String cell(int column) {
            return cells.get(column);
        }
    }

    static Table read(Path file) {
        List<String> texts;
        try {
            texts = Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new DataException(file + " is not UTF-8 text; save it in that encoding.", e);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + JsonFiles.words(e) + ".", e);
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text =
                    i == 0 && texts.get(i).startsWith("\uFEFF") ? texts.get(i).substring(1) : texts.get(i);
            if (!text.isBlank()) {
                lines.add(new Line(i + 1, cells(text)));
            }
        }
        if (lines.isEmpty()) {
            throw new DataException(file + " is empty, wanted a line with the names of the columns.");
        }
        Table table = new Table(file, lines.get(0).cells(), lines.subList(1, lines.size()));
        table.lines.forEach(table::requireWidth);
        return table;
    }

    private void requireWidth(Line line) {
        if (line.cells().size() != columns.size()) {
            throw wrong(line, "found " + line.cells().size() + " cells, wanted " + columns.size() + " like the header");
        }
    }

    /** Splits a line at commas outside quotes; two quotes within quotes are one. */
    private static List<String> cells(String text) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return List.copyOf(cells);
    }

    List<Line> lines() {
        return lines;
    }

    /** Returns which column has a name. */
    int column(String name) {
        int index = columns.indexOf(name);
        if (index < 0) {
            throw new DataException(
                    file + " has no column " + name + "; its columns are " + String.join(", ", columns) + ".");
        }
        return index;
    }

    /** Returns the number in a cell. */
    double number(Line line, int column) {
        try {
            double value = Double.parseDouble(line.cell(column));
            if (!Double.isInfinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported like any other wrong value.
        }
        throw wrong(line, "found " + shown(line.cell(column)) + " as " + columns.get(column) + ", wanted a number");
    }

    static String shown(String cell) {
        return cell.isEmpty() ? "nothing" : cell;
    }

    DataException wrong(Line line, String what) {
        return new DataException(file + ", line " + line.number() + ": " + what + ".");
    }
}
