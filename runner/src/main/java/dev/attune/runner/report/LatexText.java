package dev.attune.runner.report;

import java.util.List;
import java.util.stream.Collectors;

/** Writes tables as LaTeX. */
final class LatexText {
    private LatexText() {}

    static String of(List<PaperTable> tables) {
        return "% Needs \\usepackage{booktabs}.\n"
                + tables.stream().map(LatexText::of).collect(Collectors.joining("\n"));
    }

    private static String of(PaperTable table) {
        StringBuilder out = new StringBuilder("\\begin{table}\n  \\centering\n");
        out.append("  \\caption{").append(escape(table.caption())).append("}\n");
        out.append("  \\label{").append(table.label()).append("}\n");
        out.append("  \\begin{tabular}{l")
                .append("r".repeat(table.head().size() - 1))
                .append("}\n    \\toprule\n");
        out.append(row(table.head()));
        for (List<List<String>> group : table.groups()) {
            out.append("    \\midrule\n");
            group.forEach(cells -> out.append(row(cells)));
        }
        return out.append("    \\bottomrule\n  \\end{tabular}\n\\end{table}\n").toString();
    }

    /** A row that begins with a bracket would be taken for an option of the line break before it. */
    private static String row(List<String> cells) {
        String text = cells.stream().map(LatexText::escape).collect(Collectors.joining(" & "));
        return "    " + (text.startsWith("[") ? "{}" : "") + text + " \\\\\n";
    }

    /** Escapes what LaTeX would take for a command. */
    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&', '%', '$', '#', '_', '{', '}' -> out.append('\\').appendCodePoint(c);
                case '\\' -> out.append("\\textbackslash{}");
                case '~' -> out.append("\\textasciitilde{}");
                case '^' -> out.append("\\textasciicircum{}");
                case '<' -> out.append("$<$");
                case '>' -> out.append("$>$");
                case '|' -> out.append("$|$");
                case '−' -> out.append("$-$");
                case '±' -> out.append("$\\pm$");
                case '–' -> out.append("\\textendash{}");
                case '’' -> out.append('\'');
                case '“' -> out.append("``");
                case '”' -> out.append("''");
                case '\n', '\r', '\t' -> out.append(' ');
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString().replaceAll("-(?=-)", "-{}"); // else two hyphens become a dash
    }
}
