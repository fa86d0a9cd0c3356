package dev.attune.runner.extract;

import dev.attune.api.media.Span;
import java.util.Deque;

/**
 * Takes the first of the rows whose stretch contains the frame's time, its end included and its beginning not: {@code start < t <= end}.
 *
 * <p>That is how the RJCMA authors place words; {@link LastRow} differs where words touch or overlap.
 */
record FirstRow() implements Placement {
    @Override
    public boolean isCertain(Span frame, double latest, Deque<Row> rows) {
        return latest >= frame.start();
    }

    @Override
    public boolean compute(Span frame, Deque<Row> rows, float[] features) {
        double time = frame.start();
        for (Row row : rows) {
            if (row.span().start() < time && time <= row.span().end()) {
                System.arraycopy(row.features(), 0, features, 0, features.length);
                return true;
            }
        }
        return false;
    }

    @Override
    public void forget(Span frame, Deque<Row> rows) {
        rows.removeIf(row -> row.span().end() <= frame.start());
    }
}
