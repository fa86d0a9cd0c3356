package dev.attune.runner.extract;

import dev.attune.api.media.Span;
import dev.attune.runner.config.LookConfig;
import java.util.Deque;
import java.util.Optional;

/**
 * Takes the mean of the rows that overlap a frame, or a window at its time, weighted by how much they do.
 *
 * @param window instead of the frame
 */
record MeanRows(Optional<LookConfig> window) implements Placement {
    @Override
    public boolean isCertain(Span frame, double latest, Deque<Row> rows) {
        return latest >= interval(frame).end();
    }

    @Override
    public boolean compute(Span frame, Deque<Row> rows, float[] features) {
        Span interval = interval(frame);
        double[] sums = new double[features.length];
        double total = 0;
        for (Row row : rows) {
            double weight = row.span().overlap(interval);
            if (weight > 0) {
                total += weight;
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += weight * row.features()[i];
                }
            }
        }
        if (total > 0) {
            for (int i = 0; i < sums.length; i++) {
                features[i] = (float) (sums[i] / total);
            }
        }
        return total > 0;
    }

    @Override
    public void forget(Span frame, Deque<Row> rows) {
        double from = interval(frame).start();
        rows.removeIf(row -> row.span().end() <= from);
    }

    private Span interval(Span frame) {
        if (window.isEmpty()) {
            return frame;
        }
        double time = frame.start();
        double seconds = window.get().seconds();
        return switch (window.get().at()) {
            case AHEAD -> new Span(time, time + seconds);
            case CENTRE -> new Span(time - seconds / 2, time + seconds / 2);
            case BEHIND -> new Span(time - seconds, time);
        };
    }
}
