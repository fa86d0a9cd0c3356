package dev.attune.runner.extract;

import dev.attune.api.media.Span;
import dev.attune.runner.config.Align;
import dev.attune.runner.config.LookConfig;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What each policy means, in the plainest words: every frame looks at all rows. */
final class PlacementReference {
    private PlacementReference() {}

    /** Returns the features of a frame, or null if there are none. */
    static double @Nullable [] at(
            Span frame, List<Row> rows, Align align, double maxGap, @Nullable LookConfig window, int width) {
        double time = frame.start();
        return switch (align) {
            case HOLD ->
                last(rows.stream().filter(row -> row.span().start() <= time))
                        .filter(row -> time - row.span().end() <= maxGap)
                        .map(PlacementReference::values)
                        .orElse(null);
            case ZERO ->
                last(rows.stream()
                                .filter(row -> row.span().start() <= time
                                        && time < row.span().end()))
                        .map(PlacementReference::values)
                        .orElse(null);
            case FIRST ->
                rows.stream()
                        .filter(row ->
                                row.span().start() < time && time <= row.span().end())
                        .findFirst()
                        .map(PlacementReference::values)
                        .orElse(null);
            case NEAREST ->
                rows.stream()
                        .filter(row -> Math.abs(row.middle() - time) <= maxGap)
                        .min(Comparator.comparingDouble((Row row) -> Math.abs(row.middle() - time))
                                .thenComparing(Row::middle))
                        .map(PlacementReference::values)
                        .orElse(null);
            case INTERPOLATE -> between(rows, time, maxGap);
            case MEAN -> mean(rows, window == null ? frame : look(time, window), width);
        };
    }

    private static Optional<Row> last(Stream<Row> rows) {
        return rows.reduce((first, second) -> second);
    }

    private static double[] values(Row row) {
        double[] values = new double[row.features().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.features()[i];
        }
        return values;
    }

    private static double @Nullable [] between(List<Row> rows, double time, double maxGap) {
        Optional<Row> before = rows.stream()
                .filter(row -> row.middle() <= time)
                .max(Comparator.comparingDouble(Row::middle)
                        .thenComparing(Comparator.comparingInt(rows::indexOf).reversed()));
        Optional<Row> after =
                rows.stream().filter(row -> row.middle() >= time).min(Comparator.comparingDouble(Row::middle));
        if (before.isPresent() && after.isPresent()) {
            double from = before.get().middle();
            double to = after.get().middle();
            if (to - from <= maxGap) {
                double[] low = values(before.get());
                double[] high = values(after.get());
                double share = from == to ? 0 : (time - from) / (to - from);
                for (int i = 0; i < low.length; i++) {
                    low[i] = (1 - share) * low[i] + share * high[i];
                }
                return low;
            }
        }
        return rows.stream()
                .filter(row -> row.span().start() <= time && time < row.span().end())
                .min(Comparator.comparingDouble(row -> Math.abs(row.middle() - time)))
                .map(PlacementReference::values)
                .orElse(null);
    }

    private static Span look(double time, LookConfig window) {
        return switch (window.at()) {
            case AHEAD -> new Span(time, time + window.seconds());
            case CENTRE -> new Span(time - window.seconds() / 2, time + window.seconds() / 2);
            case BEHIND -> new Span(time - window.seconds(), time);
        };
    }

    private static double @Nullable [] mean(List<Row> rows, Span interval, int width) {
        double[] mean = new double[width];
        double total =
                rows.stream().mapToDouble(row -> row.span().overlap(interval)).sum();
        if (total == 0) {
            return null;
        }
        for (Row row : rows) {
            for (int i = 0; i < width; i++) {
                mean[i] += row.span().overlap(interval) / total * row.features()[i];
            }
        }
        return mean;
    }
}
