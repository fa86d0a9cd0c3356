package dev.attune.runner.report.chart;

/**
 * A rectangle in pixels.
 *
 * @param left edge
 * @param top edge
 * @param right edge
 * @param bottom edge
 */
record Box(double left, double top, double right, double bottom) {
    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }
}
