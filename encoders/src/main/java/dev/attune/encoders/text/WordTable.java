package dev.attune.encoders.text;

import dev.attune.api.media.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads {@code .words.csv}: a header, then a line a word; parted by commas, semicolons or tabs. */
final class WordTable {
    private final Lines lines;
    private final char separator;
    private final int word;
    private final int start;
    private final int end;

    private WordTable(Lines lines) {
        this.lines = lines;
        String header = lines.count() == 0 ? "" : lines.get(0);
        separator = header.indexOf('\t') >= 0 ? '\t' : header.indexOf(';') >= 0 ? ';' : ',';
        List<String> names = fields(0).stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        word = Math.max(names.indexOf("word"), names.indexOf("text"));
        start = Math.max(names.indexOf("start"), names.indexOf("begin"));
        end = names.indexOf("end");
        if (word < 0) {
            throw lines.broken(0, "found the columns " + names + ", wanted word, start and end");
        }
    }

    static Transcript read(Lines lines) {
        WordTable table = new WordTable(lines);
        if (table.start < 0 || table.end < 0) {
            throw lines.broken(
                    0,
                    "there are no columns start and end; where words have no times, set transcript: {type: aligned}");
        }
        WordList words = new WordList();
        for (int line = 1; line < lines.count(); line++) {
            if (!lines.get(line).isBlank()) {
                List<String> fields = table.fields(line);
                double from = table.seconds(line, fields, table.start);
                double to = table.seconds(line, fields, table.end);
                if (from > to) {
                    throw lines.broken(line, "the word starts at " + from + " s and ends before, at " + to + " s");
                }
                words.share(table.field(line, fields, table.word), from, to);
            }
        }
        return words.transcript();
    }

    /** Reads the words alone, whether or not there are times. */
    static String text(Lines lines) {
        WordTable table = new WordTable(lines);
        List<String> words = new ArrayList<>();
        for (int line = 1; line < lines.count(); line++) {
            if (!lines.get(line).isBlank()) {
                words.add(table.field(line, table.fields(line), table.word));
            }
        }
        return String.join(" ", words);
    }

    private String field(int line, List<String> fields, int column) {
        if (column >= fields.size()) {
            throw lines.broken(line, "found " + fields.size() + " columns, wanted at least " + (column + 1));
        }
        return fields.get(column);
    }

    private double seconds(int line, List<String> fields, int column) {
        String text = field(line, fields, column).strip();
        try {
            double seconds = Double.parseDouble(text);
            if (seconds >= 0 && seconds < Double.POSITIVE_INFINITY) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            // The message is the same.
        }
        throw lines.broken(line, "found " + text + ", wanted a time in seconds");
    }

    private List<String> fields(int line) {
        List<String> fields = new ArrayList<>();
        if (line >= lines.count()) {
            return fields;
        }
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        String text = lines.get(line);
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (next == '"' && (quoted || field.length() == 0)) {
                quoted = !quoted;
            } else if (next == separator && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(next);
            }
        }
        if (quoted) {
            throw lines.broken(line, "a quotation mark is not closed");
        }
        fields.add(field.toString());
        return fields;
    }
}
