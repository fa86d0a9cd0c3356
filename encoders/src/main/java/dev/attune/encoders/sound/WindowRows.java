package dev.attune.encoders.sound;

import dev.attune.api.media.Span;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Says which time the rows of overlapping windows describe.
 *
 * <p>A row for a whole window describes one hop of time round the window's middle. Where a model gives a sequence for each window, its
 * rows share the window evenly, and of those in the overlap the ones nearer to the middle count, since they know what is on both
 * sides. The first and the last row also describe what comes before and after them.
 */
final class WindowRows {
    /** For sums of times, in seconds. */
    private static final double ROOM = 1e-9;

    private final SoundRows rows;
    private final double window;
    private final double hop;
    private final int positions;
    private final int outputs;
    private double held;
    private float @Nullable [] values;
    private boolean first = true;

    /**
     * Prepares rows.
     *
     * @param window length of a window in seconds
     * @param hop from the start of one to that of the next, in seconds
     */
    WindowRows(SoundRows rows, double window, double hop, PatchModel model) {
        this.rows = rows;
        this.window = window;
        this.hop = hop;
        positions = model.positions();
        outputs = model.outputs();
    }

    /** Takes what a model says of a window, which is kept. */
    void window(double start, float[] found) {
        give(held + (window + hop) / 2, Double.POSITIVE_INFINITY);
        held = start;
        values = found;
    }

    /** Gives the rows of the last window, the last of them up to the end of the clip. */
    void finish(double end) {
        give(Double.POSITIVE_INFINITY, end);
    }

    /** Gives the rows of the window that is held whose middles lie before a time, and that begin before the end. */
    private void give(double until, double end) {
        if (values == null) {
            return;
        }
        double from = held + (window - hop) / 2;
        double length = positions == 1 ? hop : window / positions;
        for (int i = 0; i < positions; i++) {
            double centre = held + (i + 0.5) * window / positions;
            double start = first ? 0 : centre - length / 2;
            if (centre >= until - ROOM || start >= end || (!first && centre < from - ROOM)) {
                continue;
            }
            boolean last = i == positions - 1 || centre + length / 2 >= end;
            double stop = end < Double.POSITIVE_INFINITY && last ? end : centre + length / 2;
            rows.row(new Span(start, stop), Arrays.copyOfRange(values, i * outputs, (i + 1) * outputs));
            first = false;
        }
    }
}
