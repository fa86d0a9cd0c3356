package dev.attune.runner.train;

import java.util.List;
import java.util.Map;

/** Is told how a training goes. */
public interface TrainingListener {
    /** Does nothing. */
    TrainingListener SILENT = epoch -> {};

    /**
     * Is told after each epoch.
     *
     * @param epoch what happened
     */
    void onEpoch(Epoch epoch);

    /**
     * What happened in an epoch.
     *
     * @param number counted from 1
     * @param of most epochs
     * @param learningRate at its last step
     * @param loss mean training loss per window, auxiliary losses included
     * @param auxiliary mean auxiliary losses by name
     * @param validation figures on the validation split
     * @param best whether it is the best epoch so far
     * @param seconds how long it took
     */
    record Epoch(
            int number,
            int of,
            double learningRate,
            double loss,
            Map<String, Double> auxiliary,
            List<Figure> validation,
            boolean best,
            double seconds) {}
}
