package dev.attune.runner.study;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text: columns padded to the width of their widest cell, a rule under the header. */
public final class TextTable {
    private static final String GAP = "  ";

    private TextTable() {}

    /**
     * Lays a table out.
     *
     * @param left how many columns, from the first, are flush left; the others are flush right
     * @param header titles of the columns
     * @param rows as many cells each as the header has
     * @return lines, each ended by a line feed
     */
    public static String of(int left, List<String> header, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>(List.of(header));
        all.addAll(rows);
        int[] widths = new int[header.size()];
        for (List<String> row : all) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (int index = 0; index < all.size(); index++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = all.get(index).get(column);
                String padding = " ".repeat(widths[column] - cell.length());
                line.append(column == 0 ? "" : GAP).append(column < left ? cell + padding : padding + cell);
            }
            out.append(line.toString().stripTrailing()).append('\n');
            if (index == 0) {
                out.append("-".repeat(line.length())).append('\n');
            }
        }
        return out.toString();
    }
}
