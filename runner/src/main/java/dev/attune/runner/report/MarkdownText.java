package dev.attune.runner.report;

import java.util.List;
import java.util.stream.Collectors;

/** Writes tables as Markdown. */
final class MarkdownText {
    private MarkdownText() {}

    static String of(List<PaperTable> tables) {
        return tables.stream().map(MarkdownText::of).collect(Collectors.joining("\n"));
    }

    private static String of(PaperTable table) {
        StringBuilder out = new StringBuilder(escape(table.caption())).append("\n\n");
        out.append(row(table.head()));
        out.append("|:---").append("|---:".repeat(table.head().size() - 1)).append("|\n");
        table.groups().forEach(group -> group.forEach(cells -> out.append(row(cells))));
        return out.toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().map(MarkdownText::escape).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** Escapes what Markdown would take for markup or for the end of a cell. */
    static String escape(String text) {
        return text.replaceAll("([\\\\`*_|<>~])", "\\\\$1")
                .replace("](", "]\\(")
                .replaceAll("\\s+", " ");
    }
}
