package dev.attune.runner.extract;

import dev.attune.api.media.Span;
import java.util.Deque;
import java.util.Iterator;

/**
 * Takes the row that began last and ended at most so long ago.
 *
 * @param mustContain whether only rows count whose stretch contains the frame's time
 * @param maxGap seconds since a row ended, if it need not contain the time
 */
record LastRow(boolean mustContain, double maxGap) implements Placement {
    @Override
    public boolean isCertain(Span frame, double latest, Deque<Row> rows) {
        return latest > frame.start();
    }

    @Override
    public boolean compute(Span frame, Deque<Row> rows, float[] features) {
        double time = frame.start();
        Iterator<Row> latestFirst = rows.descendingIterator();
        while (latestFirst.hasNext()) {
            Row row = latestFirst.next();
            boolean begun = row.span().start() <= time;
            if (mustContain ? row.contains(time) : begun) {
                boolean fresh = mustContain || time - row.span().end() <= maxGap;
                if (fresh) {
                    System.arraycopy(row.features(), 0, features, 0, features.length);
                }
                return fresh;
            }
        }
        return false;
    }

    @Override
    public void forget(Span frame, Deque<Row> rows) {
        double time = frame.start();
        double reach = Double.NEGATIVE_INFINITY;
        boolean later = false;
        Iterator<Row> latestFirst = rows.descendingIterator();
        while (latestFirst.hasNext()) {
            Row row = latestFirst.next();
            // A row is of no use once another that began after it reaches as far, or it is over.
            boolean useless = mustContain ? row.span().end() <= Math.max(reach, time) : later;
            if (useless) {
                latestFirst.remove();
            } else if (row.span().start() <= time) {
                reach = row.span().end();
                later = true;
            }
        }
    }
}
