package dev.attune.runner.extract;

import dev.attune.api.media.Span;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Takes the row whose middle is nearest, or what lies between the two whose middles are on either side.
 *
 * @param interpolating whether to go between two rows
 * @param maxGap seconds from the frame to the nearest middle, or between the middles of two rows
 */
record MiddleRows(boolean interpolating, double maxGap) implements Placement {
    @Override
    public boolean isCertain(Span frame, double latest, Deque<Row> rows) {
        double time = frame.start();
        double reach = maxGap;
        Row after = after(time, rows);
        if (after != null) {
            reach = Math.min(reach, after.middle() - time);
        }
        Row before = before(time, rows);
        if (before != null && !interpolating) {
            reach = Math.min(reach, time - before.middle());
        }
        // No middle lies before the beginning of its row. Strictly, so that all rows of one beginning are there.
        return latest > time + reach;
    }

    @Override
    public boolean compute(Span frame, Deque<Row> rows, float[] features) {
        double time = frame.start();
        Row before = before(time, rows);
        Row after = after(time, rows);
        return interpolating
                ? between(before, after, time, rows, features)
                : copy(nearest(before, after, time), features);
    }

    private @Nullable Row nearest(@Nullable Row before, @Nullable Row after, double time) {
        double back = before == null ? Double.POSITIVE_INFINITY : time - before.middle();
        double ahead = after == null ? Double.POSITIVE_INFINITY : after.middle() - time;
        return Math.min(back, ahead) > maxGap ? null : ahead < back ? after : before;
    }

    private static boolean copy(@Nullable Row row, float[] features) {
        if (row != null) {
            System.arraycopy(row.features(), 0, features, 0, features.length);
        }
        return row != null;
    }

    private boolean between(@Nullable Row before, @Nullable Row after, double time, Deque<Row> rows, float[] features) {
        if (before != null && after != null) {
            double gap = after.middle() - before.middle();
            if (gap <= maxGap) {
                double share = gap > 0 ? (time - before.middle()) / gap : 0;
                for (int i = 0; i < features.length; i++) {
                    features[i] = (float) ((1 - share) * before.features()[i] + share * after.features()[i]);
                }
                return true;
            }
        }
        // At an edge a row holds as far as its own stretch reaches: before the middle of a clip's first row there is no
        // other.
        return copy(containing(time, rows), features);
    }

    /** Returns the row whose stretch contains a time, that with the nearest middle. */
    private static @Nullable Row containing(double time, Deque<Row> rows) {
        Row best = null;
        for (Row row : rows) {
            boolean nearer = best == null || Math.abs(row.middle() - time) < Math.abs(best.middle() - time);
            if (row.contains(time) && nearer) {
                best = row;
            }
        }
        return best;
    }

    /** Returns the row with the greatest middle at or before a time, the first of several. */
    private static @Nullable Row before(double time, Deque<Row> rows) {
        Row best = null;
        for (Row row : rows) {
            if (row.middle() <= time && (best == null || row.middle() > best.middle())) {
                best = row;
            }
        }
        return best;
    }

    /** Returns the row with the least middle at or after a time, the first of several. */
    private static @Nullable Row after(double time, Deque<Row> rows) {
        Row best = null;
        for (Row row : rows) {
            if (row.middle() >= time && (best == null || row.middle() < best.middle())) {
                best = row;
            }
        }
        return best;
    }

    @Override
    public void forget(Span frame, Deque<Row> rows) {
        Row before = before(frame.start(), rows);
        rows.removeIf(row -> before != null
                && row.middle() < before.middle()
                && (!interpolating || row.span().end() <= frame.start()));
    }
}
