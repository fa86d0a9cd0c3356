package dev.attune.runner.report.chart;

/** How a line is broken. */
public enum Dash {
    /** Not at all. */
    SOLID(""),
    /** In strokes. */
    DASHED("6 3.5"),
    /** In dots. */
    DOTTED("1.5 3"),
    /** In strokes and dots. */
    DASH_DOT("8 3 1.5 3"),
    /** In long strokes. */
    LONG("12 4");

    private final String pattern;

    Dash(String pattern) {
        this.pattern = pattern;
    }

    /** Returns the value of {@code stroke-dasharray}; empty for none. */
    String pattern() {
        return pattern;
    }
}
