package dev.attune.runner.report.chart;

import java.util.Arrays;

/** Counts points in the cells of a plane; those outside count in the nearest cell at the edge. */
public final class Counts {
    private final Range x;
    private final Range y;
    private final int columns;
    private final int rows;
    private final long[] cells;
    private long total;

    /**
     * Makes an empty plane.
     *
     * @param x range across
     * @param y range up
     * @param columns cells across
     * @param rows cells up
     */
    public Counts(Range x, Range y, int columns, int rows) {
        this.x = x;
        this.y = y;
        this.columns = columns;
        this.rows = rows;
        cells = new long[columns * rows];
    }

    /** Counts a point with finite coordinates. */
    public void add(double across, double up) {
        cells[cell(up, y, rows) * columns + cell(across, x, columns)]++;
        total++;
    }

    private static int cell(double value, Range range, int cells) {
        double place = (value - range.low()) / (range.high() - range.low()) * cells;
        return (int) Math.max(0, Math.min(cells - 1, Math.floor(place)));
    }

    /** Returns the number of cells across. */
    public int columns() {
        return columns;
    }

    /** Returns the number of cells up. */
    public int rows() {
        return rows;
    }

    /** Returns how many points there are. */
    public long total() {
        return total;
    }

    /** Returns how many points a cell has, counted from the lower left. */
    public long count(int column, int row) {
        return cells[row * columns + column];
    }

    /** Returns the middle of a column. */
    public double middleOfColumn(int column) {
        return x.low() + (column + .5) * (x.high() - x.low()) / columns;
    }

    /** Returns the middle of a row. */
    public double middleOfRow(int row) {
        return y.low() + (row + .5) * (y.high() - y.low()) / rows;
    }

    double share(int column, int row) {
        return total == 0 ? 0 : (double) count(column, row) / total;
    }

    double greatestShare() {
        return total == 0 ? 1 : (double) Arrays.stream(cells).max().orElse(0) / total;
    }
}
