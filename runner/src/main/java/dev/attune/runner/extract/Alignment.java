package dev.attune.runner.extract;

import dev.attune.api.media.Span;
import dev.attune.api.media.Timeline;
import dev.attune.runner.config.Align;
import dev.attune.runner.config.LookConfig;
import dev.attune.runner.config.ModalityConfig;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * Places rows, each of which describes a stretch of time, on the frames of a clock, as they come.
 *
 * <p>Holds only the rows that frames to come may still need: those of some seconds, however long the clip.
 */
final class Alignment {
    private final Timeline clock;
    private final Placement placement;
    private final FrameSink sink;
    private final float[] features;
    private final Deque<Row> rows = new ArrayDeque<>();
    private int frame;
    private int validFrames;

    /**
     * Begins with the first frame.
     *
     * @param clock the frames
     * @param width features a row
     * @param placement how rows are placed
     * @param sink takes the frames
     */
    Alignment(Timeline clock, int width, Placement placement, FrameSink sink) {
        this.clock = clock;
        this.placement = placement;
        this.sink = sink;
        this.features = new float[width];
    }

    /** Returns how a modality is placed. */
    static Placement placement(ModalityConfig config) {
        return placement(config.placement(), config.gap(), config.window());
    }

    static Placement placement(Align align, double maxGap, Optional<LookConfig> window) {
        return switch (align) {
            case HOLD -> new LastRow(false, maxGap);
            case ZERO -> new LastRow(true, 0);
            case FIRST -> new FirstRow();
            case NEAREST -> new MiddleRows(false, maxGap);
            case INTERPOLATE -> new MiddleRows(true, maxGap);
            case MEAN -> new MeanRows(window);
        };
    }

    /**
     * Takes the next row.
     *
     * @param span when; begins not before the row before
     * @param values its features, which are copied
     */
    void row(Span span, float[] values) {
        rows.addLast(new Row(span, values.clone()));
        while (frame < clock.length() && placement.isCertain(time(), span.start(), rows)) {
            emit();
        }
        if (frame == clock.length()) {
            rows.clear(); // what comes after the last frame is of no use
        } else if (frame > 0) {
            placement.forget(time(frame - 1), rows);
        }
    }

    /** Gives all frames that are left: no row comes any more. */
    void end() {
        while (frame < clock.length()) {
            emit();
            placement.forget(time(frame - 1), rows);
        }
    }

    /** Returns how many frames were given. */
    int frames() {
        return frame;
    }

    /** Returns how many of them are valid. */
    int validFrames() {
        return validFrames;
    }

    /** Returns how many rows are held. */
    int held() {
        return rows.size();
    }

    private void emit() {
        Arrays.fill(features, 0);
        boolean valid = placement.compute(time(), rows, features);
        sink.frame(features, valid);
        frame++;
        validFrames += valid ? 1 : 0;
    }

    private Span time() {
        return time(frame);
    }

    private Span time(int index) {
        return new Span(clock.seconds(index), clock.end(index));
    }
}
