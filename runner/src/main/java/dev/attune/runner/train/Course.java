package dev.attune.runner.train;

import dev.attune.runner.config.TrainingConfig;
import java.util.Map;

/** Where a training stands, beside the parameters themselves: optimiser, schedule, best epoch, epochs done. */
final class Course {
    private final TrainingConfig config;
    private final FlatParameters parameters;
    private final Optimizer optimizer;
    private final LearningRate rates;
    private final BestEpoch best;
    private int epochs;

    /**
     * Begins a training.
     *
     * @param config how to train
     * @param parameters what is learnt
     * @param optimizer what moves it
     * @param higherIsBetter whether a greater figure is better
     */
    Course(TrainingConfig config, FlatParameters parameters, Optimizer optimizer, boolean higherIsBetter) {
        this.config = config;
        this.parameters = parameters;
        this.optimizer = optimizer;
        rates = new LearningRate(config.schedule(), config.optimizer().lr(), config.epochs(), higherIsBetter);
        best = new BestEpoch(higherIsBetter, config.earlyStopping().patience());
    }

    LearningRate rates() {
        return rates;
    }

    /** Returns how many epochs were run. */
    int epochs() {
        return epochs;
    }

    /** Returns the number of the best epoch, counted from 1; 0 before the first has ended. */
    int bestEpoch() {
        return best.epoch();
    }

    /** Returns whether no further epoch is to be run. */
    boolean isOver() {
        return epochs >= config.epochs() || best.isPatienceOver();
    }

    /** Ends an epoch with its validation figure; returns whether it is the best so far. */
    boolean endEpoch(double figure) {
        rates.endEpoch(epochs, figure);
        epochs++;
        return best.offer(epochs, figure);
    }

    TrainingState state(Map<String, Tensor> model) {
        TrainingState.Builder state = new TrainingState.Builder();
        state.model(model);
        optimizer.save(state);
        rates.save(state);
        best.save(state);
        return state.build(epochs);
    }

    /**
     * Goes back to a state.
     *
     * @throws CheckpointException if it is not one of this model, optimiser and schedule
     */
    void restore(TrainingState state) {
        try {
            parameters.restore(state.model());
            optimizer.restore(state);
            rates.restore(state);
            best.restore(state);
            epochs = state.epochs();
        } catch (IllegalArgumentException e) {
            throw new CheckpointException("The checkpoint is of another training: " + e.getMessage() + ".", e);
        }
    }
}
