package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.api.PublicApi;
import dev.attune.datasets.npy.FileFailure;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A comma-separated table with a header line, quoted as RFC 4180 says; UTF-8.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class CsvTable {
    private final String source;
    private final List<String> columns;
    private final List<Row> rows;

    private CsvTable(String source, List<String> columns, List<Row> rows) {
        this.source = source;
        this.columns = columns;
        this.rows = rows;
    }

    private record Row(int line, List<String> cells) {}

    /**
     * Reads a table.
     *
     * @param file the table
     * @param source how messages name it
     * @throws DataException if it cannot be read
     */
    public static CsvTable read(Path file, String source) {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8), source);
        } catch (NoSuchFileException e) {
            throw new DataException(source + " does not exist; looked for " + file, e);
        } catch (CharacterCodingException e) {
            throw new DataException(source + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new DataException(source + " cannot be read: " + FileFailure.reason(e), e);
        }
    }

    static CsvTable parse(String text, String source) {
        List<Row> rows = new Parser(text.startsWith("\uFEFF") ? text.substring(1) : text, source).rows();
        if (rows.isEmpty()) {
            throw new DataException(source + ": found no line, wanted a line with the names of the columns");
        }
        List<String> columns = rows.get(0).cells().stream().map(String::strip).toList();
        List<Row> body = rows.subList(1, rows.size());
        for (Row row : body) {
            if (row.cells().size() != columns.size()) {
                throw new DataException(source + ", line " + row.line() + ": found "
                        + row.cells().size() + " cells, wanted " + columns.size() + " like the header");
            }
        }
        return new CsvTable(source, columns, List.copyOf(body));
    }

    String source() {
        return source;
    }

    /** Returns the names of the columns. */
    List<String> columns() {
        return columns;
    }

    /** Returns the number of rows, the header not counted. */
    public int rows() {
        return rows.size();
    }

    /**
     * Returns the number of the line on which a row begins, the first being 1.
     *
     * @param row its index
     */
    public int line(int row) {
        return rows.get(row).line();
    }

    /**
     * Returns the cells of a column, top to bottom.
     *
     * @param name of the column
     * @throws DataException if there is none of that name
     */
    public List<String> column(String name) {
        Names.require(source, "column", name, columns);
        int index = columns.indexOf(name);
        return rows.stream().map(row -> row.cells().get(index).strip()).toList();
    }

    /** Splits the text into cells; blank lines are not rows. */
    private static final class Parser {
        private final String text;
        private final String source;
        private final List<Row> rows = new ArrayList<>();
        private List<String> cells = new ArrayList<>();
        private int position;
        private int line = 1;

        Parser(String text, String source) {
            this.text = text;
            this.source = source;
        }

        List<Row> rows() {
            while (position < text.length()) {
                row();
            }
            return rows;
        }

        private void row() {
            int first = line;
            cells = new ArrayList<>();
            cells.add(cell());
            while (position < text.length() && text.charAt(position) == ',') {
                position++;
                cells.add(cell());
            }
            endLine();
            if (cells.size() > 1 || !cells.get(0).isBlank()) {
                rows.add(new Row(first, List.copyOf(cells)));
            }
        }

        private String cell() {
            return position < text.length() && text.charAt(position) == '"' ? quoted() : plain();
        }

        private String plain() {
            int start = position;
            while (position < text.length() && ",\r\n".indexOf(text.charAt(position)) < 0) {
                position++;
            }
            return text.substring(start, position);
        }

        private String quoted() {
            int opened = line;
            StringBuilder cell = new StringBuilder();
            position++;
            while (position < text.length()) {
                char c = text.charAt(position++);
                if (c == '"' && position < text.length() && text.charAt(position) == '"') {
                    position++;
                } else if (c == '"') {
                    // What follows the closing quote up to the comma belongs to no cell; lenient readers append it.
                    return cell.append(plain()).toString();
                } else if (c == '\n') {
                    line++;
                }
                cell.append(c);
            }
            throw new DataException(source + ", line " + opened + ": found a quoted cell without an end");
        }

        private void endLine() {
            if (position < text.length() && text.charAt(position) == '\r') {
                position++;
            }
            if (position < text.length() && text.charAt(position) == '\n') {
                position++;
            }
            line++;
        }
    }
}
