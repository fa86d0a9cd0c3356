package dev.attune.datasets;

import java.util.Arrays;
import java.util.BitSet;

/** Rows that were laid on the frames of a clock; a frame without a row holds zeros and is not valid. */
final class AlignedRows {
    /** Times closer than this are the same, as in the CMU-MultimodalSDK. */
    private static final double EPSILON = 1e-5;

    private final float[] values;
    private final BitSet valid;

    private AlignedRows(float[] values, BitSet valid) {
        this.values = values;
        this.valid = valid;
    }

    /** Returns the values, frame by frame. */
    float[] values() {
        return values;
    }

    /** Returns the frames that have a row whose values are all numbers. */
    BitSet valid() {
        return valid;
    }

    static AlignedRows of(TimedRows rows, Clock clock, AlignConfig config) {
        return switch (config.policy()) {
            case NEAREST, LATEST -> pick(rows, clock, config);
            case MEAN -> average(rows, clock);
        };
    }

    /** Returns some rows as they are, one a frame. */
    static AlignedRows chosen(TimedRows rows, int[] chosen) {
        float[] values = new float[Math.multiplyExact(chosen.length, rows.columns())];
        BitSet valid = new BitSet(chosen.length);
        for (int frame = 0; frame < chosen.length; frame++) {
            put(rows, chosen[frame], frame, values, valid);
        }
        return new AlignedRows(values, valid);
    }

    private static void put(TimedRows rows, int row, int frame, float[] values, BitSet valid) {
        if (rows.isFinite(row)) {
            valid.set(frame);
            for (int column = 0; column < rows.columns(); column++) {
                values[frame * rows.columns() + column] = rows.at(row, column);
            }
        }
    }

    private static AlignedRows pick(TimedRows rows, Clock clock, AlignConfig config) {
        float[] values = new float[Math.multiplyExact(clock.frames(), rows.columns())];
        BitSet valid = new BitSet(clock.frames());
        for (int frame = 0; frame < clock.frames(); frame++) {
            double time = clock.begin(frame);
            int row = last(rows, time + EPSILON);
            if (config.policy() == AlignConfig.Policy.NEAREST
                    && row + 1 < rows.rows()
                    && (row < 0 || rows.begin(row + 1) - time < time - rows.begin(row))) {
                row++;
            }
            if (row >= 0 && Math.abs(rows.begin(row) - time) <= config.tolerance() + EPSILON) {
                put(rows, row, frame, values, valid);
            }
        }
        return new AlignedRows(values, valid);
    }

    /** Returns the last row that begins not after a time; -1 if all begin after it. */
    private static int last(TimedRows rows, double time) {
        int low = -1;
        int high = rows.rows();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (rows.begin(middle) <= time) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static AlignedRows average(TimedRows rows, Clock clock) {
        float[] values = new float[Math.multiplyExact(clock.frames(), rows.columns())];
        BitSet valid = new BitSet(clock.frames());
        double[] latestEnds = latestEnds(rows);
        double[] sums = new double[rows.columns()];
        for (int frame = 0; frame < clock.frames(); frame++) {
            Arrays.fill(sums, 0);
            int count = 0;
            for (int row = firstEndingAfter(latestEnds, clock.begin(frame) - EPSILON);
                    row < rows.rows() && rows.begin(row) < clock.end(frame);
                    row++) {
                if (meets(rows, row, clock, frame) && rows.isFinite(row)) {
                    count++;
                    for (int column = 0; column < sums.length; column++) {
                        sums[column] += rows.at(row, column);
                    }
                }
            }
            if (count > 0) {
                valid.set(frame);
                for (int column = 0; column < sums.length; column++) {
                    values[frame * sums.length + column] = (float) (sums[column] / count);
                }
            }
        }
        return new AlignedRows(values, valid);
    }

    /** Returns for each row the latest end of it and all rows before it, which ascends even where rows overlap. */
    private static double[] latestEnds(TimedRows rows) {
        double[] latest = new double[rows.rows()];
        double end = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < latest.length; row++) {
            end = Math.max(end, rows.end(row));
            latest[row] = end;
        }
        return latest;
    }

    private static int firstEndingAfter(double[] latestEnds, double time) {
        int found = Arrays.binarySearch(latestEnds, time);
        int first = found >= 0 ? found : -found - 1;
        while (first > 0 && latestEnds[first - 1] >= time) {
            first--;
        }
        return first;
    }

    /** Returns whether a row lies in a frame: an instant within it, an interval over more than a rounding error of it. */
    private static boolean meets(TimedRows rows, int row, Clock clock, int frame) {
        double begin = rows.begin(row);
        double end = rows.end(row);
        if (begin == end) {
            return begin >= clock.begin(frame) - EPSILON && begin < clock.end(frame) - EPSILON;
        }
        return Math.min(end, clock.end(frame)) - Math.max(begin, clock.begin(frame)) > EPSILON;
    }
}
