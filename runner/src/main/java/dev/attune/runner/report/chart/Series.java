package dev.attune.runner.report.chart;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The points of one line of a chart. */
public final class Series {
    /** How the points are shown. */
    public enum Form {
        /** A line. */
        LINE,
        /** A thin line, one of several that belong together. */
        THIN,
        /** Markers joined by a line, each with its interval if it has one. */
        POINTS,
        /** Markers alone. */
        MARKS,
        /** A line with its interval as a band. */
        BAND,
        /** Steps, from each point to the next; the area below is tinted. */
        STEPS
    }

    private final String name;
    private final Style style;
    private final Form form;
    private final double[] xs;
    private final double[] ys;
    private final double[] lows;
    private final double[] highs;

    private Series(String name, Style style, Form form, double[] xs, double[] ys, double[] lows, double[] highs) {
        if (xs.length != ys.length || xs.length != lows.length || xs.length != highs.length) {
            throw new IllegalArgumentException(
                    "a series needs as many values as places, found " + ys.length + " and " + xs.length);
        }
        this.name = name;
        this.style = style;
        this.form = form;
        this.xs = xs.clone();
        this.ys = ys.clone();
        this.lows = lows.clone();
        this.highs = highs.clone();
    }

    /**
     * Makes a series without intervals.
     *
     * @param name for the legend; empty for none
     * @param style its colour, dash and marker
     * @param form how it is shown
     * @param xs places, ascending
     * @param ys values; not finite where there is none
     */
    public static Series of(String name, Style style, Form form, double[] xs, double[] ys) {
        return new Series(name, style, form, xs, ys, ys, ys);
    }

    /**
     * Makes a series with intervals.
     *
     * @param lows lower ends
     * @param highs upper ends
     */
    public static Series of(
            String name, Style style, Form form, double[] xs, double[] ys, double[] lows, double[] highs) {
        return new Series(name, style, form, xs, ys, lows, highs);
    }

    /** Returns the same series without a name. */
    public Series unnamed() {
        return new Series("", style, form, xs, ys, lows, highs);
    }

    /**
     * Returns a band of at most so many points: of each group of neighbours the lowest low, the highest high, and the mean value.
     *
     * @param points at least 1
     */
    public Series thinned(int points) {
        if (xs.length <= points) {
            return this;
        }
        double[][] kept = new double[4][points];
        for (int i = 0; i < points; i++) {
            int from = (int) ((long) i * xs.length / points);
            int to = (int) ((long) (i + 1) * xs.length / points);
            kept[0][i] = Arrays.stream(xs, from, to).average().orElse(Double.NaN);
            kept[1][i] = Arrays.stream(ys, from, to).average().orElse(Double.NaN);
            kept[2][i] = Arrays.stream(lows, from, to).min().orElse(Double.NaN);
            kept[3][i] = Arrays.stream(highs, from, to).max().orElse(Double.NaN);
        }
        return new Series(name, style, form, kept[0], kept[1], kept[2], kept[3]);
    }

    /**
     * Returns a series of at most some thousand points that looks the same: of each column of pixels the least and the greatest value,
     * in the order in which they come, so that no peak is lost.
     *
     * @param columns of pixels
     */
    public Series envelope(int columns) {
        if (xs.length <= 2 * columns) {
            return this;
        }
        double[] x = new double[2 * columns];
        double[] y = new double[2 * columns];
        for (int column = 0; column < columns; column++) {
            int from = (int) ((long) column * xs.length / columns);
            int to = (int) ((long) (column + 1) * xs.length / columns);
            int least = from;
            int most = from;
            for (int i = from; i < to; i++) {
                least = ys[i] < ys[least] || Double.isNaN(ys[least]) ? i : least;
                most = ys[i] > ys[most] || Double.isNaN(ys[most]) ? i : most;
            }
            int first = Math.min(least, most);
            int second = Math.max(least, most);
            x[2 * column] = xs[first];
            y[2 * column] = ys[first];
            x[2 * column + 1] = xs[second];
            y[2 * column + 1] = ys[second];
        }
        return of(name, style, form, x, y);
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    Style style() {
        return style;
    }

    Form form() {
        return form;
    }

    /** Returns the number of points. */
    public int size() {
        return xs.length;
    }

    /** Returns the place of a point. */
    public double x(int i) {
        return xs[i];
    }

    /** Returns the value of a point. */
    public double y(int i) {
        return ys[i];
    }

    double low(int i) {
        return lows[i];
    }

    double high(int i) {
        return highs[i];
    }

    /** Returns the least and the greatest value, intervals included; neither if no value is finite. */
    public DoubleStream extremes() {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < ys.length; i++) { // a stream over a million values would take a second
            if (Double.isFinite(ys[i])) {
                least = Math.min(least, Math.min(ys[i], lows[i]));
                greatest = Math.max(greatest, Math.max(ys[i], highs[i]));
            }
        }
        return DoubleStream.of(least, greatest);
    }

    /** Returns the greatest value, intervals included. */
    public double greatest() {
        return extremes().max().orElse(Double.NaN);
    }

    double[] places(Scale scale) {
        return Arrays.stream(xs).map(scale::at).toArray();
    }

    double[] values(Scale scale) {
        return Arrays.stream(ys).map(scale::at).toArray();
    }

    double[] lows(Scale scale) {
        return Arrays.stream(lows).map(scale::at).toArray();
    }

    double[] highs(Scale scale) {
        return Arrays.stream(highs).map(scale::at).toArray();
    }
}
