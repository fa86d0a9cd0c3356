package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.datasets.npy.FileFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table of numbers over time, as the MuSe and AVEC challenges publish them: one line a row, separated by commas or semicolons, one
 * column of times, one that names the recording or segment, and the rest numbers.
 *
 * <p>It is parsed line by line into arrays, since such tables have millions of cells. Without a header line, the first column is taken for
 * a name and the second for the time, as the AVEC challenges have it.
 */
final class NumericTable {
    private static final Set<String> TIMES = Set.of("timestamp", "frametime", "time");
    private static final Set<String> KEYS = Set.of("name", "segment_id", "subject_id", "id");
    private static final Set<String> NO_NUMBER = Set.of("", "nan", "na", "null", "?");

    private final Layout layout;
    private final List<String> names;
    private final int first;
    private double[] times = new double[256];
    private float[] values = new float[256];
    private int rows;

    private NumericTable(Layout layout) {
        this.layout = layout;
        this.names = layout.numbers().stream().map(layout.columns()::get).toList();
        this.first = layout.header() ? 2 : 1;
    }

    /** What the first line tells. */
    private record Layout(
            String source, char separator, boolean header, List<String> columns, int time, List<Integer> numbers) {
        Layout timesOnly() {
            return new Layout(source, separator, header, columns, time, List.of());
        }
    }

    /** Returns the names of the columns of numbers, from the first line alone. */
    static List<String> names(Path file, String source) {
        return read(file, source, Part.NAMES).names;
    }

    static NumericTable read(Path file, String source) {
        return read(file, source, Part.ALL);
    }

    /** Reads the times of all rows; what else is in them does not count, and the table has no column of numbers. */
    static NumericTable timesOf(Path file, String source) {
        return read(file, source, Part.TIMES);
    }

    /** What of a table is read. */
    private enum Part {
        NAMES,
        TIMES,
        ALL
    }

    private static NumericTable read(Path file, String source, Part part) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            if (line == null || line.isBlank()) {
                throw new DataException(source + ": found no line, wanted a header and rows of numbers");
            }
            Layout layout = layout(line, source);
            NumericTable table = new NumericTable(part == Part.TIMES ? layout.timesOnly() : layout);
            if (part != Part.NAMES) {
                table.fill(table.layout.header() ? lines.readLine() : line, lines);
            }
            return table;
        } catch (NoSuchFileException e) {
            throw new DataException(source + " does not exist; looked for " + file, e);
        } catch (CharacterCodingException e) {
            throw new DataException(source + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new DataException(source + " cannot be read: " + FileFailure.reason(e), e);
        }
    }

    private static Layout layout(String line, String source) {
        String start = line.startsWith("\uFEFF") ? line.substring(1) : line;
        char separator = start.indexOf(';') >= 0 ? ';' : ',';
        List<String> cells = split(start, separator);
        // Columns may be called by numbers, as pandas does; but no number is called a time.
        boolean header = cells.stream().anyMatch(cell -> TIMES.contains(cell.toLowerCase(Locale.ROOT)))
                || cells.stream().noneMatch(NumericTable::isNumber);
        List<String> columns = new ArrayList<>(cells);
        int time = 1;
        if (header) {
            time = (int) cells.stream()
                    .takeWhile(cell -> !TIMES.contains(cell.toLowerCase(Locale.ROOT)))
                    .count();
        } else {
            for (int i = 0; i < columns.size(); i++) {
                columns.set(i, i == 0 ? "name" : i == 1 ? "timestamp" : String.valueOf(i));
            }
        }
        if (time >= columns.size()) {
            throw new DataException(source + ", line 1: found the columns " + shorten(columns)
                    + ", wanted one of them to be called timestamp");
        }
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (i != time && !KEYS.contains(columns.get(i).toLowerCase(Locale.ROOT))) {
                numbers.add(i);
            }
        }
        if (numbers.isEmpty()) {
            throw new DataException(source + ", line 1: found the columns " + shorten(columns)
                    + ", wanted at least one beside name and time");
        }
        return new Layout(source, separator, header, List.copyOf(columns), time, List.copyOf(numbers));
    }

    private static String shorten(List<String> columns) {
        int most = 6;
        return columns.size() <= most
                ? String.join(", ", columns)
                : String.join(", ", columns.subList(0, most)) + " and " + (columns.size() - most) + " more";
    }

    private static boolean isNumber(String cell) {
        try {
            return Double.isFinite(Double.parseDouble(cell));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static List<String> split(String line, char separator) {
        List<String> cells = new ArrayList<>();
        int start = 0;
        for (int end = line.indexOf(separator); end >= 0; end = line.indexOf(separator, start)) {
            cells.add(unquote(line.substring(start, end)));
            start = end + 1;
        }
        cells.add(unquote(line.substring(start)));
        return cells;
    }

    private static String unquote(String cell) {
        String stripped = cell.strip();
        int last = stripped.length() - 1;
        boolean quoted = last > 0
                && (stripped.charAt(0) == '"' || stripped.charAt(0) == '\'')
                && stripped.charAt(last) == stripped.charAt(0);
        return quoted ? stripped.substring(1, last) : stripped;
    }

    private void fill(@Nullable String firstLine, BufferedReader lines) throws IOException {
        int number = first;
        for (String line = firstLine; line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                add(split(line, layout.separator()), number);
            }
            number++;
        }
        times = Arrays.copyOf(times, rows);
        values = Arrays.copyOf(values, rows * columns());
    }

    private void add(List<String> cells, int line) {
        if (cells.size() != layout.columns().size()) {
            throw new DataException(layout.source() + ", line " + line + ": found " + cells.size() + " cells, wanted "
                    + layout.columns().size() + " like the first line");
        }
        int next = Math.multiplyExact(rows, columns());
        if (rows == times.length) {
            times = Arrays.copyOf(times, Math.multiplyExact(2, rows));
        }
        if (next + columns() > values.length) {
            values = Arrays.copyOf(values, Math.max(Math.multiplyExact(2, values.length), next + columns()));
        }
        double time = number(cells, layout.time(), line);
        if (!Double.isFinite(time)) {
            throw new DataException(layout.source() + ", line " + line + ": found no time, wanted one in every line");
        }
        times[rows] = time;
        for (int column = 0; column < columns(); column++) {
            values[next + column] = (float) number(cells, layout.numbers().get(column), line);
        }
        rows++;
    }

    private double number(List<String> cells, int column, int line) {
        String cell = cells.get(column);
        try {
            return NO_NUMBER.contains(cell.toLowerCase(Locale.ROOT)) ? Double.NaN : Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new DataException(
                    layout.source() + ", line " + line + ", column "
                            + layout.columns().get(column) + ": found " + cell + ", wanted a number",
                    e);
        }
    }

    String source() {
        return layout.source();
    }

    int rows() {
        return rows;
    }

    int columns() {
        return layout.numbers().size();
    }

    /** Returns the names of the columns of numbers. */
    List<String> names() {
        return names;
    }

    /** Returns the number of the line on which a row is, the first being 1, where no line is blank. */
    int line(int row) {
        return first + row;
    }

    /** Returns the index of a column of numbers. */
    int column(String name) {
        Names.require(layout.source(), "column", name, names);
        return names.indexOf(name);
    }

    float at(int row, int column) {
        return values[row * columns() + column];
    }

    /**
     * Returns the times of all rows.
     *
     * @param unit how many seconds 1 is
     */
    double[] times(double unit) {
        return Arrays.stream(times, 0, rows).map(time -> time * unit).toArray();
    }

    /** Returns all columns of numbers over time. */
    TimedRows timed(double unit) {
        return TimedRows.atInstants(times(unit), values, columns());
    }
}
