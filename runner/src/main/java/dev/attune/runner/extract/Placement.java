package dev.attune.runner.extract;

import dev.attune.api.media.Span;
import java.util.Deque;

/**
 * One way to find the features of a frame in the rows near it.
 *
 * <p>Rows come in the order of their beginnings, and frames ascend. So a frame can be computed as soon as no row that is still to come
 * could change it, and a row be forgotten as soon as no later frame needs it.
 */
interface Placement {
    /**
     * Returns whether the features of a frame are certain.
     *
     * @param frame when the frame is
     * @param latest where the last row began: all that are still to come begin there or later
     * @param rows those that are not forgotten
     */
    boolean isCertain(Span frame, double latest, Deque<Row> rows);

    /**
     * Computes the features of a frame.
     *
     * @param frame when the frame is
     * @param rows those that are not forgotten
     * @param features takes them; holds zeros
     * @return whether there are any
     */
    boolean compute(Span frame, Deque<Row> rows, float[] features);

    /**
     * Removes rows that no later frame needs.
     *
     * @param frame the last that was computed
     * @param rows those that are not forgotten
     */
    void forget(Span frame, Deque<Row> rows);
}
