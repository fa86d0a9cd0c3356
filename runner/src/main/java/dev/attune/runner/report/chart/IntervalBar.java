package dev.attune.runner.report.chart;

import java.util.List;

/** Draws a value with its interval so small that it fits into a cell of a table. */
public final class IntervalBar {
    private static final double WIDTH = 240;
    private static final double MARGIN = 20; // half the label of an outermost tick

    private final LinearScale scale;

    /**
     * Makes bars with a common scale.
     *
     * @param range of all values
     */
    public IntervalBar(Range range) {
        Range padded = range.padded(.04);
        scale = new LinearScale(padded.low(), padded.high(), MARGIN, WIDTH - MARGIN);
    }

    /**
     * Draws one bar.
     *
     * @param value the value
     * @param low lower end of its interval; the value if there is none
     * @param high upper end likewise
     * @param single values that it sums up
     * @param theme where colours come from
     */
    public Svg bar(double value, double low, double high, List<Double> single, Theme theme) {
        Svg svg = new Svg(WIDTH, 24, theme);
        for (double tick : scale.ticks(5)) {
            svg.line(scale.at(tick), 0, scale.at(tick), 24, Stroke.solid(Ink.GRID, 1));
        }
        if (high > low) {
            svg.line(
                    scale.at(low),
                    10,
                    scale.at(high),
                    10,
                    Stroke.solid(Ink.BLUE, 5).faint(.35));
        }
        single.forEach(one -> svg.line(scale.at(one), 15, scale.at(one), 21, Stroke.solid(Ink.MUTED, 1.2)));
        return svg.marker(Marker.CIRCLE, scale.at(value), 10, 4, Ink.BLUE, true);
    }

    /** Draws the axis that the bars share. */
    public Svg axis(Theme theme) {
        Svg svg = new Svg(WIDTH, 18, theme);
        List<Double> ticks = scale.ticks(5);
        for (double tick : ticks) {
            svg.text(scale.at(tick), 13, scale.label(tick, ticks), 11, Ink.MUTED, Svg.Anchor.MIDDLE);
        }
        return svg;
    }
}
