package dev.attune.runner.report.chart;

/**
 * How a line is drawn.
 *
 * @param ink colour
 * @param width in pixels
 * @param dash how it is broken
 * @param opacity from 0 to 1
 */
record Stroke(Ink ink, double width, Dash dash, double opacity) {
    static Stroke solid(Ink ink, double width) {
        return new Stroke(ink, width, Dash.SOLID, 1);
    }

    Stroke faint(double share) {
        return new Stroke(ink, width, dash, share);
    }
}
