package dev.attune.runner.report.chart;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Draws curves below each other over one clock, and below them, as strips, when something was there.
 *
 * @param clock when each point begins, ascending
 * @param xTitle what the clock counts
 * @param curves one box each
 * @param strips one bar each
 */
public record TimelineChart(Clock clock, String xTitle, List<Curve> curves, List<Strip> strips) implements Drawing {
    private static final double HEIGHT = 130;
    private static final double ABOVE = 24;
    private static final double GAP = 12;
    private static final double BETWEEN = 20;
    private static final double BAR = 10;

    /** Copies the lists. */
    public TimelineChart {
        curves = List.copyOf(curves);
        strips = List.copyOf(strips);
        if (curves.isEmpty()) {
            throw new IllegalArgumentException("a timeline needs at least one curve, found none");
        }
    }

    /** The times of the points. */
    public static final class Clock {
        private final double[] begins;
        private final double end;

        /**
         * Makes a clock.
         *
         * @param begins when each point begins, ascending, at least one
         * @param end when the last one ends
         */
        public Clock(double[] begins, double end) {
            this.begins = begins.clone();
            this.end = end;
        }

        private double end(int i) {
            return i + 1 < begins.length ? begins[i + 1] : end;
        }
    }

    /** A curve. */
    public static final class Curve {
        private final String title;
        private final Style style;
        private final double[] values;
        private final Optional<Range> range;

        /**
         * Makes a curve.
         *
         * @param title what it is
         * @param style its colour and dash
         * @param values one a point of the clock
         * @param range of the axis; empty for that of the values
         */
        public Curve(String title, Style style, double[] values, Optional<Range> range) {
            this.title = title;
            this.style = style;
            this.values = values.clone();
            this.range = range;
        }
    }

    /** A bar that is filled where something was there. */
    public static final class Strip {
        private final String name;
        private final BitSet present;

        /**
         * Makes a strip.
         *
         * @param name of what was there
         * @param present at which points of the clock
         */
        public Strip(String name, BitSet present) {
            this.name = name;
            this.present = (BitSet) present.clone();
        }
    }

    @Override
    public Svg draw(double width, Theme theme) {
        List<LinearScale> scales = new ArrayList<>();
        double top = ABOVE;
        for (Curve curve : curves) {
            Range range = curve.range.orElseGet(
                    () -> Range.of(DoubleStream.of(curve.values)).padded(.05));
            scales.add(new LinearScale(range.low(), range.high(), top + HEIGHT, top));
            top += HEIGHT + GAP + ABOVE;
        }
        double left = scales.stream()
                .mapToDouble(scale -> Axes.leftMargin(scale, HEIGHT))
                .max()
                .orElse(0);
        double bottom = top - ABOVE + strips.size() * (BETWEEN + BAR) + (strips.isEmpty() ? 0 : 8);
        LinearScale x = new LinearScale(clock.begins[0], clock.end, left, width - 14);
        Svg svg = new Svg(width, bottom + Axes.BELOW, theme);
        Axes.across(svg, new Box(left, ABOVE, width - 14, bottom), x, xTitle);
        for (int i = 0; i < curves.size(); i++) {
            draw(svg, curves.get(i), x, scales.get(i));
        }
        for (int i = 0; i < strips.size(); i++) {
            draw(svg, strips.get(i), x, top - ABOVE + i * (BETWEEN + BAR) + BETWEEN);
        }
        return svg;
    }

    private void draw(Svg svg, Curve curve, LinearScale x, LinearScale y) {
        Box box = new Box(x.from(), y.to(), x.to(), y.from());
        Axes.up(svg, box, y, curve.title);
        if (y.low() < 0 && y.high() > 0) {
            svg.line(box.left(), y.at(0), box.right(), y.at(0), Stroke.solid(Ink.AXIS, 1));
        }
        Series series = Series.of("", curve.style, Series.Form.LINE, clock.begins, curve.values)
                .envelope((int) box.width());
        svg.polyline(series.places(x), series.values(y), curve.style.stroke(1.8));
    }

    private void draw(Svg svg, Strip strip, LinearScale x, double top) {
        int points = clock.begins.length;
        String share = String.format(Locale.ROOT, "%.0f %%", 100.0 * strip.present.cardinality() / points);
        String title = strip.name + ", " + share;
        svg.begin(title)
                .text(
                        x.from(),
                        top - 5,
                        TextSize.fit(title, Axes.SMALL, x.to() - x.from()),
                        Axes.SMALL,
                        Ink.TEXT,
                        Svg.Anchor.START);
        svg.rectangle(x.from(), top, x.to() - x.from(), BAR, Ink.GRID, 1);
        int from = strip.present.nextSetBit(0);
        while (from >= 0 && from < points) {
            int to = gap(strip.present, from, points, x);
            svg.rectangle(
                    x.at(clock.begins[from]),
                    top,
                    Math.max(.5, x.at(clock.end(to - 1)) - x.at(clock.begins[from])),
                    BAR,
                    Ink.GREEN,
                    1);
            from = strip.present.nextSetBit(to);
        }
        svg.end();
    }

    /** Returns where a filled stretch ends; what is narrower than can be seen is no gap, or an hour of flicker would be a huge file. */
    private int gap(BitSet present, int from, int points, LinearScale x) {
        int to = Math.min(points, present.nextClearBit(from));
        int next = present.nextSetBit(to);
        while (next >= 0 && next < points && x.at(clock.begins[next]) - x.at(clock.end(to - 1)) < .25) {
            to = Math.min(points, present.nextClearBit(next));
            next = present.nextSetBit(to);
        }
        return to;
    }
}
