package dev.attune.datasets;

import java.util.stream.IntStream;

/** Rows of numbers, each at a time or over an interval of time, in seconds; in the order in which they begin. */
final class TimedRows {
    private final double[] begins;
    private final double[] ends;
    private final float[] values;
    private final int columns;

    /**
     * @param begins when rows begin
     * @param ends when rows end; the same as begins where a row is an instant
     * @param values row by row
     * @param columns values in a row
     */
    TimedRows(double[] begins, double[] ends, float[] values, int columns) {
        if (begins.length != ends.length || values.length != begins.length * columns) {
            throw new IllegalArgumentException("found " + begins.length + " begins, " + ends.length + " ends and "
                    + values.length + " values of " + columns + " columns, wanted one of each for every row");
        }
        this.begins = begins;
        this.ends = ends;
        this.values = values;
        this.columns = columns;
        sort();
    }

    /** Makes rows that are instants. */
    static TimedRows atInstants(double[] times, float[] values, int columns) {
        return new TimedRows(times.clone(), times, values, columns);
    }

    /** Puts rows into the order of time; most files have it already. */
    private void sort() {
        boolean sorted = IntStream.range(1, begins.length).allMatch(row -> begins[row - 1] <= begins[row]);
        if (sorted) {
            return;
        }
        double[] oldBegins = begins.clone();
        double[] oldEnds = ends.clone();
        float[] oldValues = values.clone();
        int[] order = IntStream.range(0, begins.length)
                .boxed()
                .sorted((left, right) -> Double.compare(oldBegins[left], oldBegins[right]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int row = 0; row < order.length; row++) {
            begins[row] = oldBegins[order[row]];
            ends[row] = oldEnds[order[row]];
            System.arraycopy(oldValues, order[row] * columns, values, row * columns, columns);
        }
    }

    int rows() {
        return begins.length;
    }

    int columns() {
        return columns;
    }

    double begin(int row) {
        return begins[row];
    }

    double end(int row) {
        return ends[row];
    }

    float at(int row, int column) {
        return values[row * columns + column];
    }

    /** Returns whether every value of a row is a number. */
    boolean isFinite(int row) {
        for (int column = 0; column < columns; column++) {
            if (!Float.isFinite(at(row, column))) {
                return false;
            }
        }
        return true;
    }
}
