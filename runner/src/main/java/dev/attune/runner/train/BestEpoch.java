package dev.attune.runner.train;

import java.util.Map;

/** Remembers the best epoch by one validation figure, and how long ago it was. */
final class BestEpoch {
    private final boolean higherIsBetter;
    private final int patience;
    private Map<String, Tensor> parameters = Map.of();
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

    /** Keeps an epoch if it is better than all before it; returns whether it is. */
    boolean offer(int number, double figure, FlatParameters model) {
        if (epoch > 0 && (higherIsBetter ? figure <= best : figure >= best)) {
            since++;
            return false;
        }
        best = figure;
        epoch = number;
        parameters = model.snapshot();
        since = 0;
        return true;
    }

    boolean isPatienceOver() {
        return patience > 0 && since >= patience;
    }

    void restore(FlatParameters model) {
        if (epoch > 0) {
            model.restore(parameters);
        }
    }

    int epoch() {
        return epoch;
    }
}
