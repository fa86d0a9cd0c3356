package dev.attune.runner.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Estimates how wide a text is.
 *
 * <p>Nobody knows the reader's font here; the widths are those of Helvetica, in which most sans-serif fonts are within a tenth.
 */
final class TextSize {
    private static final String NARROW = "ijl|.,:;'!ftrI()[]/ ";
    private static final String WIDE = "mwMW@%—";

    private TextSize() {}

    /** Returns the width in pixels. */
    static double width(String text, double size) {
        return size * text.codePoints().mapToDouble(TextSize::share).sum();
    }

    private static double share(int c) {
        if (NARROW.indexOf(c) >= 0) {
            return .31;
        }
        if (WIDE.indexOf(c) >= 0) {
            return .86;
        }
        if (c >= 0x2E80) { // ideographs and pictures fill a square
            return 1;
        }
        return Character.isUpperCase(c) ? .69 : .56;
    }

    /** Returns the text, or its ends with an ellipsis between: names that begin alike differ at their ends. */
    static String fit(String text, double size, double room) {
        if (width(text, size) <= room) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        for (int kept = points.length - 1; kept > 1; kept--) {
            int head = (kept + 1) / 2;
            int tail = kept - head;
            String cut = new String(points, 0, head) + "…" + new String(points, points.length - tail, tail);
            if (width(cut, size) <= room) {
                return cut;
            }
        }
        return "…";
    }

    /**
     * Breaks a text into lines.
     *
     * @param most lines; what does not fit into them is shortened
     */
    static List<String> wrap(String text, double size, double room, int most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        String[] words = text.split("(?<=[ ,+/])", -1);
        for (int i = 0; i < words.length; i++) {
            if (line.length() > 0 && width(line + words[i].stripTrailing(), size) > room) {
                if (lines.size() == most - 1) {
                    for (int rest = i; rest < words.length; rest++) {
                        line.append(words[rest]);
                    }
                    break;
                }
                lines.add(fit(line.toString().strip(), size, room));
                line.setLength(0);
            }
            line.append(words[i]);
        }
        lines.add(fit(line.toString().strip(), size, room));
        return lines;
    }
}
