package dev.attune.runner.report.chart;

/**
 * How a series looks. Colour is never alone: dash and marker tell series apart as well.
 *
 * @param ink colour
 * @param dash of its line
 * @param marker of its points
 */
public record Style(Ink ink, Dash dash, Marker marker) {
    private static final Ink[] INKS = {Ink.BLUE, Ink.VERMILION, Ink.GREEN, Ink.PURPLE, Ink.ORANGE, Ink.SKY};
    private static final Dash[] DASHES = {Dash.SOLID, Dash.DASHED, Dash.DOTTED, Dash.DASH_DOT, Dash.LONG};

    private static final Marker[] MARKERS = {
        Marker.CIRCLE, Marker.SQUARE, Marker.TRIANGLE, Marker.DIAMOND, Marker.DOWN, Marker.PLUS
    };

    /** How many styles there are before the first comes again. */
    public static final int DIFFERENT = 30; // 6 inks with 5 dashes, which have no common factor

    /** Returns the style of one of several series, counted from 0. */
    public static Style of(int index) {
        return new Style(
                INKS[Math.floorMod(index, INKS.length)],
                DASHES[Math.floorMod(index, DASHES.length)],
                MARKERS[Math.floorMod(index, MARKERS.length)]);
    }

    /** Returns the same style with an unbroken line. */
    public Style solid() {
        return new Style(ink, Dash.SOLID, marker);
    }

    /** Returns a stroke of this style. */
    Stroke stroke(double width) {
        return new Stroke(ink, width, dash, 1);
    }
}
