package dev.attune.runner.report.chart;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Draws a table of values whose cells are the darker the greater the value, beside a matrix that says what each row is made of.
 *
 * @param parts what a row can be made of
 * @param columns names of the values
 * @param rows the rows
 */
public record HeatChart(List<String> parts, List<String> columns, List<Row> rows) implements Drawing {
    private static final double CELL = 30;
    private static final double KEY = 160; // 20 steps of whole pixels, so that no seam shows
    private static final double WIDEST_PART = 84;
    private static final double WIDEST_CELL = 150;

    /** Copies the lists. */
    public HeatChart {
        parts = List.copyOf(parts);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param label its name
     * @param has which of the parts it has
     * @param values one a column; empty where there is none
     */
    public record Row(String label, List<Boolean> has, List<OptionalDouble> values) {
        /** Copies the lists. */
        public Row {
            has = List.copyOf(has);
            values = List.copyOf(values);
        }
    }

    @Override
    public Svg draw(double width, Theme theme) {
        double part = Math.min(WIDEST_PART, width * .5 / Math.max(1, parts.size()));
        double left = Math.round(part * parts.size() + 14);
        double cell = Math.min(WIDEST_CELL, (width - left - 2) / Math.max(1, columns.size()));
        double top = 30;
        Svg svg = new Svg(width, top + rows.size() * CELL + 46, theme);
        drawHeads(svg, parts, 0, part, top);
        drawHeads(svg, columns, left, cell, top);
        Range range = Range.of(values());
        for (int i = 0; i < rows.size(); i++) {
            double y = top + i * CELL;
            drawParts(svg, rows.get(i), part, y + CELL / 2);
            drawValues(svg, rows.get(i), left, cell, y, range);
        }
        drawKey(svg, Math.min(left, width - KEY - 2), top + rows.size() * CELL + 14, KEY, range);
        return svg;
    }

    private static void drawHeads(Svg svg, List<String> heads, double left, double wide, double bottom) {
        for (int i = 0; i < heads.size(); i++) {
            String text = TextSize.fitBold(heads.get(i), Axes.SMALL, wide - 4);
            svg.text(left + (i + .5) * wide, bottom - 10, text, Axes.SMALL, Ink.TEXT, Svg.Anchor.MIDDLE, true);
        }
    }

    private DoubleStream values() {
        return rows.stream()
                .flatMap(row -> row.values().stream())
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble);
    }

    /** Parts that a row has are joined by a line. */
    private static void drawParts(Svg svg, Row row, double wide, double y) {
        int first = row.has().indexOf(true);
        int last = row.has().lastIndexOf(true);
        svg.begin(row.label());
        if (last > first) {
            svg.line((first + .5) * wide, y, (last + .5) * wide, y, Stroke.solid(Ink.TEXT, 2));
        }
        for (int i = 0; i < row.has().size(); i++) {
            Ink ink = row.has().get(i) ? Ink.TEXT : Ink.AXIS;
            svg.marker(Marker.CIRCLE, (i + .5) * wide, y, 5.5, ink, row.has().get(i));
        }
        svg.end();
    }

    private void drawValues(Svg svg, Row row, double left, double wide, double y, Range range) {
        for (int i = 0; i < row.values().size(); i++) {
            double x = left + i * wide;
            OptionalDouble value = row.values().get(i);
            double share = value.isPresent() ? share(value.getAsDouble(), range) : 0;
            svg.begin(row.label() + ", " + columns.get(i) + ": " + text(value));
            svg.rectangle(x + 1, y + 1, wide - 2, CELL - 2, Ink.GRID, .6);
            if (value.isPresent()) {
                svg.rectangle(x + 1, y + 1, wide - 2, CELL - 2, Ink.HEAT, share);
            }
            Ink ink = share > .5 ? Ink.ON_HEAT : Ink.TEXT;
            svg.text(x + wide / 2, y + CELL / 2 + 4.5, text(value), Axes.NORMAL, ink, Svg.Anchor.MIDDLE)
                    .end();
        }
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? Numbers.figure(value.getAsDouble()) : "failed";
    }

    private static double share(double value, Range range) {
        return .06 + .9 * (value - range.low()) / (range.high() - range.low());
    }

    private static void drawKey(Svg svg, double left, double top, double wide, Range range) {
        int steps = 20;
        for (int i = 0; i < steps; i++) {
            svg.rectangle(left + i * wide / steps, top, wide / steps, 8, Ink.HEAT, .06 + .9 * i / (steps - 1));
        }
        svg.text(left, top + 24, Numbers.figure(range.low()), Axes.SMALL, Ink.MUTED, Svg.Anchor.START);
        svg.text(left + wide, top + 24, Numbers.figure(range.high()), Axes.SMALL, Ink.MUTED, Svg.Anchor.END);
    }
}
