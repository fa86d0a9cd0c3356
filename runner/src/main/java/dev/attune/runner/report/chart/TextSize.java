package dev.attune.runner.report.chart;

/**
 * Estimates how wide a text is.
 *
 * <p>Nobody knows the reader's font here; the widths are those of a wide font, so that
 * a text rather has too much room than too little.
 */
final class TextSize {
    private static final String NARROW = "ijl|.,:;'!ftrI()[]/ ";
    private static final String WIDE = "mwMW@%—";

    private static final double BOLD = 1.12;

    private TextSize() {}

    /** Returns the width in pixels. */
    static double width(String text, double size) {
        return size * text.codePoints().mapToDouble(TextSize::share).sum();
    }

    private static double share(int c) {
        if (NARROW.indexOf(c) >= 0) {
            return .36;
        }
        if (WIDE.indexOf(c) >= 0) {
            return .95;
        }
        if (c >= 0x2E80) { // ideographs and pictures fill a square
            return 1;
        }
        return Character.isUpperCase(c) ? .72 : .61;
    }

    /** Returns the same for bold letters, which are wider. */
    static String fitBold(String text, double size, double room) {
        return fit(text, size, room / BOLD);
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
}
