package dev.attune.runner.report.chart;

/** Where a drawing gets its colours from. */
public enum Theme {
    /** From the CSS variables of the page around it, which may be light or dark. */
    PAGE,
    /** From itself: a file that stands alone, on white. */
    FILE;

    /** Returns an ink as the value of an attribute. */
    String colour(Ink ink) {
        return this == PAGE ? "var(" + ink.variable() + ")" : ink.light();
    }
}
