package dev.attune.runner.report.chart;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Draws one value with its interval a row: a forest plot when the values are differences.
 *
 * @param xTitle what the axis counts
 * @param groups rows under common headings
 * @param reference a value to mark by a vertical line, which the axis then includes
 * @param logarithmic whether equal ratios lie equally far apart; all values must then be above 0
 * @param valueTitle above the column of numbers; empty for no such column
 */
public record IntervalChart(
        String xTitle, List<Group> groups, Optional<Double> reference, boolean logarithmic, String valueTitle)
        implements Drawing {
    private static final double ROW = 26;
    private static final double HEADING = 24;
    private static final double LABEL = 16;

    /** Copies the list. */
    public IntervalChart {
        groups = List.copyOf(groups);
    }

    /**
     * Rows under a heading.
     *
     * @param heading empty for none
     * @param rows at least one
     */
    public record Group(String heading, List<Row> rows) {
        /** Copies the list. */
        public Group {
            rows = List.copyOf(rows);
        }
    }

    /**
     * One row.
     *
     * @param label its name
     * @param value where its marker is
     * @param low lower end of the interval; the value itself if there is none
     * @param high upper end likewise
     * @param text the numbers, for the column at the right
     * @param style its look
     * @param filled whether its marker is filled
     * @param single values that the row sums up, shown as small ticks
     */
    public record Row(
            String label,
            double value,
            double low,
            double high,
            String text,
            Style style,
            boolean filled,
            List<Double> single) {
        /** Copies the list. */
        public Row {
            single = List.copyOf(single);
        }
    }

    /** What is where. */
    private record Layout(boolean stacked, double row, Box box, double labels, double numbers, double height) {}

    @Override
    public Svg draw(double width, Theme theme) {
        Layout layout = layout(width);
        Box box = layout.box();
        Svg svg = new Svg(width, layout.height(), theme);
        Scale scale = scale(box);
        Axes.across(svg, box, scale, xTitle);
        reference.ifPresent(value ->
                svg.line(scale.at(value), box.top(), scale.at(value), box.bottom(), Stroke.solid(Ink.AXIS, 1.4)));
        double y = box.top();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            if (!group.heading().isEmpty()) {
                svg.text(2, y + 16, group.heading(), Axes.SMALL, Ink.MUTED, Svg.Anchor.START, true);
                if (i == 0 && !valueTitle.isEmpty() && !layout.stacked()) {
                    svg.text(width - 2, y + 16, valueTitle, Axes.SMALL, Ink.MUTED, Svg.Anchor.END, true);
                }
                y += HEADING;
            }
            for (Row row : group.rows()) {
                draw(svg, row, y, layout, scale);
                y += layout.row();
            }
        }
        return svg;
    }

    private Layout layout(double width) {
        boolean stacked = width < 520;
        double widest = rows().mapToDouble(row -> TextSize.width(row.label(), Axes.NORMAL))
                .max()
                .orElse(0);
        double numbers = valueTitle.isEmpty()
                ? 0
                : 18
                        + rows().mapToDouble(row -> TextSize.width(row.text(), Axes.SMALL))
                                .max()
                                .orElse(0);
        double labels = stacked ? 0 : Math.min(widest + 16, width * .34);
        double row = stacked ? ROW + LABEL : ROW;
        double top = 6;
        long headings =
                groups.stream().filter(group -> !group.heading().isEmpty()).count();
        double high = headings * HEADING + rows().count() * row;
        Box box = new Box(stacked ? 12 : labels, top, width - (stacked ? 14 : Math.max(numbers, 14)), top + high);
        return new Layout(stacked, row, box, labels, numbers, top + high + Axes.BELOW);
    }

    private Scale scale(Box box) {
        DoubleStream values = rows().flatMapToDouble(row -> DoubleStream.concat(
                DoubleStream.of(row.value(), row.low(), row.high()),
                row.single().stream().mapToDouble(Double::doubleValue)));
        Range range = Range.of(DoubleStream.concat(values, reference.stream().mapToDouble(Double::doubleValue)));
        if (logarithmic) {
            return new LogScale(range.low() / 1.3, range.high() * 1.3, box.left(), box.right());
        }
        Range padded = range.padded(.06);
        return new LinearScale(padded.low(), padded.high(), box.left(), box.right());
    }

    private Stream<Row> rows() {
        return groups.stream().flatMap(group -> group.rows().stream());
    }

    private static void draw(Svg svg, Row row, double top, Layout layout, Scale scale) {
        double y = top + (layout.stacked() ? LABEL + ROW / 2 - 3 : ROW / 2);
        boolean numbers = layout.numbers() > 0;
        svg.begin(row.label() + ": " + row.text());
        if (layout.stacked()) {
            svg.rectangle(0, top + 1, svg.width(), LABEL, Ink.SURFACE, .85); // lines of the grid would cross the text
            double room = svg.width() - 4 - layout.numbers();
            svg.text(2, top + 13, TextSize.fit(row.label(), Axes.SMALL, room), Axes.SMALL, Ink.TEXT, Svg.Anchor.START);
            if (numbers) {
                svg.text(svg.width() - 2, top + 13, row.text(), Axes.SMALL, Ink.MUTED, Svg.Anchor.END);
            }
        } else {
            String label = TextSize.fit(row.label(), Axes.NORMAL, layout.labels() - 12);
            svg.text(layout.labels() - 10, y + 4, label, Axes.NORMAL, Ink.TEXT, Svg.Anchor.END);
            if (numbers) {
                svg.text(svg.width() - 2, y + 4, row.text(), Axes.SMALL, Ink.TEXT, Svg.Anchor.END);
            }
        }
        if (Double.isFinite(row.value())) {
            if (row.high() > row.low()) {
                double low = scale.at(row.low());
                double high = scale.at(row.high());
                svg.line(low, y, high, y, Stroke.solid(row.style().ink(), 1.8));
                svg.line(low, y - 4, low, y + 4, Stroke.solid(row.style().ink(), 1.8));
                svg.line(high, y - 4, high, y + 4, Stroke.solid(row.style().ink(), 1.8));
            }
            row.single()
                    .forEach(value ->
                            svg.line(scale.at(value), y + 4, scale.at(value), y + 10, Stroke.solid(Ink.MUTED, 1.2)));
            svg.marker(
                    row.style().marker(),
                    scale.at(row.value()),
                    y,
                    4.6,
                    row.style().ink(),
                    row.filled());
        }
        svg.end();
    }
}
