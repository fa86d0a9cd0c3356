package dev.attune.encoders.sound;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Appends to each row the slopes of some of its columns: Σ n (x_{t+n} - x_{t-n}) / 10 for n = 1, 2, where the first and last rows stand
 * for what lies beyond them. A row therefore leaves two rows after it came.
 */
final class Deltas {
    private static final int REACH = 2;
    private static final double SQUARES = 10;

    private final int from;
    private final int columns;
    private final Consumer<float[]> next;
    /** Up to five rows; the middle one leaves next. */
    private final Deque<float[]> rows = new ArrayDeque<>();

    /**
     * Prepares a stage.
     *
     * @param from the first of the columns
     * @param columns how many
     * @param next takes the longer rows
     */
    Deltas(int from, int columns, Consumer<float[]> next) {
        this.from = from;
        this.columns = columns;
        this.next = next;
    }

    /** Takes a row, which is kept. */
    void row(float[] row) {
        if (rows.isEmpty()) {
            for (int i = 0; i < REACH; i++) {
                rows.add(row);
            }
        }
        rows.add(row);
        give();
    }

    /** Gives the rows that are still held. */
    void finish() {
        if (!rows.isEmpty()) {
            float[] last = rows.getLast();
            for (int i = 0; i < REACH; i++) {
                rows.add(last);
                give();
            }
            rows.clear();
        }
    }

    private void give() {
        if (rows.size() < 2 * REACH + 1) {
            return;
        }
        float[][] held = rows.toArray(float[][]::new);
        float[] middle = held[REACH];
        float[] longer = Arrays.copyOf(middle, middle.length + columns);
        for (int column = 0; column < columns; column++) {
            double sum = 0;
            for (int n = 1; n <= REACH; n++) {
                sum += n * ((double) held[REACH + n][from + column] - held[REACH - n][from + column]);
            }
            longer[middle.length + column] = (float) (sum / SQUARES);
        }
        rows.removeFirst();
        next.accept(longer);
    }
}
