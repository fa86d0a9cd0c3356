package dev.attune.bench.sidebyside;

import java.util.List;
import java.util.Locale;

/** Words and numbers of a row, in the order of the columns. */
final class TableText {
    static final List<String> COLUMNS = List.of(
            "measurement", "what", "unit", "Attune: median (min-max)", "other: median (min-max)", "ratio (rounds)");

    private TableText() {}

    /** Returns the cells of a row. */
    static List<String> cells(Comparison row) {
        return List.of(
                row.group(),
                row.name(),
                row.unit(),
                spread(row.attuneSample()),
                row.other() + ' ' + spread(row.otherSample()),
                String.format(
                        Locale.ROOT,
                        "%.2f (%.2f-%.2f)",
                        row.ratio(),
                        row.ratios().min(),
                        row.ratios().max()));
    }

    /** Returns one line of plain text, with columns of fixed width. */
    static String line(Comparison row) {
        List<String> cells = cells(row);
        return String.format(
                "%-14s %-22s %-4s %-26s %-42s %s",
                cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5));
    }

    /** Returns one line of plain text. */
    static String line(Finding finding) {
        return String.format("%-14s %-22s %s", finding.group(), finding.name(), finding.text());
    }

    private static String spread(Sample sample) {
        return number(sample.median()) + " (" + number(sample.min()) + '-' + number(sample.max()) + ')';
    }

    /** Four digits are more than repeated measurements agree in. */
    private static String number(double value) {
        int decimals = value >= 1000 ? 0 : value >= 100 ? 1 : value >= 10 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
