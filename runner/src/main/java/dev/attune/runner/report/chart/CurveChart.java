package dev.attune.runner.report.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Draws curves over a common axis.
 *
 * @param title above it; empty for none
 * @param xTitle what the horizontal axis counts
 * @param yTitle what the vertical axis counts
 * @param series the curves; later ones lie on top
 * @param logarithmic whether equal ratios lie equally far apart on the horizontal axis
 * @param places where the horizontal axis has its ticks; empty for round numbers
 * @param xRange of the horizontal axis, if it is not that of the points
 * @param yRange of the vertical axis, if it is not that of the points
 * @param reference a value to mark by a horizontal line
 * @param height of the box in pixels
 */
public record CurveChart(
        String title,
        String xTitle,
        String yTitle,
        List<Series> series,
        boolean logarithmic,
        List<Double> places,
        Optional<Range> xRange,
        Optional<Range> yRange,
        Optional<Double> reference,
        double height)
        implements Drawing {
    private static final double LEGEND_LINE = 20;
    private static final double SAMPLE = 26;
    private static final double DODGE = 7;

    /** Copies the lists. */
    public CurveChart {
        series = List.copyOf(series);
        places = List.copyOf(places);
    }

    /** Makes a chart whose axes follow from its points. */
    public static CurveChart of(String title, String xTitle, String yTitle, List<Series> series, double height) {
        return new CurveChart(
                title,
                xTitle,
                yTitle,
                series,
                false,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                height);
    }

    /** Returns the same chart with ticks at some places. */
    public CurveChart withPlaces(List<Double> other, boolean ratios) {
        return new CurveChart(title, xTitle, yTitle, series, ratios, other, xRange, yRange, reference, height);
    }

    /** Returns the same chart with other ranges. */
    public CurveChart withRanges(Optional<Range> x, Optional<Range> y) {
        return new CurveChart(title, xTitle, yTitle, series, logarithmic, places, x, y, reference, height);
    }

    /** Returns the same chart with a line at a value. */
    public CurveChart withReference(double value) {
        return new CurveChart(
                title, xTitle, yTitle, series, logarithmic, places, xRange, yRange, Optional.of(value), height);
    }

    @Override
    public Svg draw(double width, Theme theme) {
        List<Entry> legend = legend(width);
        double legendHeight =
                legend.isEmpty() ? 0 : legend.get(legend.size() - 1).row() * LEGEND_LINE + LEGEND_LINE + 4;
        double top = (title.isEmpty() ? 0 : 20) + legendHeight + 24;
        Range up = yRange.orElseGet(() ->
                Range.of(series.stream().flatMapToDouble(Series::extremes)).padded(.05));
        LinearScale y = new LinearScale(up.low(), up.high(), top + height, top);
        Box box = new Box(Axes.leftMargin(y, height), top, width - 14, top + height);
        Range across = xRange.orElseGet(() -> Range.of(series.stream()
                .filter(one -> one.size() > 0)
                .flatMapToDouble(one -> DoubleStream.of(one.x(0), one.x(one.size() - 1)))));
        Scale x = across(across, box);

        Svg svg = new Svg(width, box.bottom() + Axes.BELOW, theme);
        if (!title.isEmpty()) {
            String fitted = TextSize.fitBold(title, Axes.NORMAL, width - 4);
            svg.begin(title)
                    .text(2, 14, fitted, Axes.NORMAL, Ink.TEXT, Svg.Anchor.START, true)
                    .end();
        }
        drawLegend(svg, legend, (title.isEmpty() ? 0 : 20) + 12);
        Axes.up(svg, box, y, yTitle);
        if (places.isEmpty()) {
            Axes.across(svg, box, x, xTitle);
        } else {
            Axes.across(svg, box, x, xTitle, thinned(x));
        }
        reference
                .filter(value -> value >= up.low() && value <= up.high())
                .ifPresent(value -> svg.line(
                        box.left(), y.at(value), box.right(), y.at(value), new Stroke(Ink.AXIS, 1.2, Dash.DASHED, 1)));
        List<Series> dodging =
                series.stream().filter(one -> one.form() == Series.Form.POINTS).toList();
        // Intervals at one place would hide each other.
        series.forEach(one -> draw(
                svg,
                one,
                x,
                y,
                box,
                dodging.contains(one) ? DODGE * (dodging.indexOf(one) - (dodging.size() - 1) / 2.0) : 0));
        return svg;
    }

    private Scale across(Range range, Box box) {
        if (logarithmic) {
            double margin = Math.pow(range.high() / range.low(), .03);
            return new LogScale(range.low() / margin, range.high() * margin, box.left(), box.right());
        }
        boolean points = series.stream().anyMatch(one -> one.form() == Series.Form.POINTS);
        Range padded = points && xRange.isEmpty() ? range.padded(.03) : range;
        return new LinearScale(padded.low(), padded.high(), box.left(), box.right());
    }

    /** Leaves out ticks whose labels would touch. */
    private List<Double> thinned(Scale scale) {
        List<Double> kept = new ArrayList<>();
        double end = Double.NEGATIVE_INFINITY;
        for (double place : places) {
            double half = TextSize.width(scale.label(place, places), Axes.SMALL) / 2 + 4;
            if (scale.at(place) - half >= end) {
                kept.add(place);
                end = scale.at(place) + half;
            }
        }
        return kept;
    }

    private static void draw(Svg svg, Series whole, Scale x, Scale y, Box box, double shift) {
        boolean line = whole.form() == Series.Form.LINE || whole.form() == Series.Form.THIN;
        Series series = line ? whole.envelope((int) box.width()) : whole;
        double[] xs =
                Arrays.stream(series.places(x)).map(place -> place + shift).toArray();
        double[] ys = series.values(y);
        switch (series.form()) {
            case THIN -> svg.polyline(xs, ys, series.style().stroke(1).faint(.45));
            case LINE -> svg.polyline(xs, ys, series.style().stroke(1.8));
            case BAND -> {
                svg.band(xs, series.lows(y), series.highs(y), series.style().ink(), .18);
                svg.polyline(xs, ys, series.style().stroke(1.8));
            }
            case STEPS -> drawSteps(svg, series, xs, ys, box);
            case POINTS, MARKS -> drawPoints(svg, series, xs, ys, y);
        }
    }

    private static void drawPoints(Svg svg, Series series, double[] xs, double[] ys, Scale y) {
        Style style = series.style();
        if (series.form() == Series.Form.POINTS) {
            svg.polyline(xs, ys, style.stroke(1.4));
        }
        for (int i = 0; i < xs.length; i++) {
            if (!Double.isFinite(ys[i])) {
                continue;
            }
            boolean interval = series.high(i) > series.low(i);
            svg.begin(series.name() + (series.name().isEmpty() ? "" : ", ") + Numbers.brief(series.x(i)) + ": "
                    + Numbers.figure(series.y(i))
                    + (interval
                            ? " [" + Numbers.figure(series.low(i)) + ", " + Numbers.figure(series.high(i)) + "]"
                            : ""));
            if (interval) {
                svg.line(xs[i], y.at(series.low(i)), xs[i], y.at(series.high(i)), Stroke.solid(style.ink(), 1.6));
            }
            svg.marker(style.marker(), xs[i], ys[i], 4, style.ink(), true).end();
        }
    }

    private static void drawSteps(Svg svg, Series series, double[] xs, double[] ys, Box box) {
        double[] x = new double[2 * xs.length];
        double[] y = new double[2 * xs.length];
        for (int i = 0; i < xs.length; i++) {
            x[2 * i] = xs[i];
            x[2 * i + 1] = i + 1 < xs.length ? xs[i + 1] : xs[i];
            y[2 * i] = ys[i];
            y[2 * i + 1] = ys[i];
        }
        double[] ground = new double[x.length];
        Arrays.fill(ground, box.bottom());
        svg.band(x, ground, y, series.style().ink(), .12);
        svg.polyline(x, y, series.style().stroke(1.6));
    }

    /**
     * A name in the legend.
     *
     * @param series which
     * @param text its name, shortened if need be
     * @param x where it begins
     * @param row counted from 0
     */
    private record Entry(Series series, String text, double x, int row) {}

    /** A single curve needs no legend: the axis says what it is. */
    private List<Entry> legend(double width) {
        List<Series> named =
                series.stream().filter(one -> !one.name().isEmpty()).toList();
        if (named.size() < 2) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        double x = 2;
        int row = 0;
        for (Series one : named) {
            String text = TextSize.fit(one.name(), Axes.SMALL, width - SAMPLE - 12);
            double wide = SAMPLE + 6 + TextSize.width(text, Axes.SMALL) + 16;
            if (x > 2 && x + wide - 16 > width) {
                x = 2;
                row++;
            }
            entries.add(new Entry(one, text, x, row));
            x += wide;
        }
        return entries;
    }

    private static void drawLegend(Svg svg, List<Entry> legend, double top) {
        for (Entry entry : legend) {
            double y = top + entry.row() * LEGEND_LINE;
            Style style = entry.series().style();
            svg.line(entry.x(), y - 4, entry.x() + SAMPLE, y - 4, style.stroke(1.8));
            if (entry.series().form() == Series.Form.POINTS) {
                svg.marker(style.marker(), entry.x() + SAMPLE / 2, y - 4, 4, style.ink(), true);
            }
            svg.text(entry.x() + SAMPLE + 6, y, entry.text(), Axes.SMALL, Ink.TEXT, Svg.Anchor.START);
        }
    }
}
