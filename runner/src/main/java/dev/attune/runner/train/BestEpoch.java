package dev.attune.runner.train;

/** Remembers the best epoch by one validation figure, and how long ago it was. */
final class BestEpoch {
    private final boolean higherIsBetter;
    private final int patience;
    private double best;
    private int epoch;
    private int since;

    /**
     * Makes a memory.
     *
     * @param higherIsBetter whether a greater figure is better
     * @param patience epochs without improvement; 0 for any number
     */
    BestEpoch(boolean higherIsBetter, int patience) {
        this.higherIsBetter = higherIsBetter;
        this.patience = patience;
    }

    /** Takes notice of an epoch; returns whether it is better than all before it. */
    boolean offer(int number, double figure) {
        if (epoch > 0 && (higherIsBetter ? figure <= best : figure >= best)) {
            since++;
            return false;
        }
        best = figure;
        epoch = number;
        since = 0;
        return true;
    }

    boolean isPatienceOver() {
        return patience > 0 && since >= patience;
    }

    /** Returns the number of the best epoch; 0 before the first offer. */
    int epoch() {
        return epoch;
    }

    void save(TrainingState.Builder state) {
        state.real("best.figure", best);
        state.integer("best.epoch", epoch);
        state.integer("best.since", since);
    }

    void restore(TrainingState state) {
        best = state.real("best.figure");
        epoch = Math.toIntExact(state.integer("best.epoch"));
        since = Math.toIntExact(state.integer("best.since"));
    }
}
