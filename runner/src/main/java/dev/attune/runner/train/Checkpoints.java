package dev.attune.runner.train;

import java.util.Map;
import java.util.Optional;

/** Keeps what a training needs to go on after it was interrupted, and the parameters of its best epoch. */
public interface Checkpoints {
    /**
     * Returns the state after the last epoch of an earlier run; empty if there was none.
     *
     * @throws CheckpointException if there is one that cannot be used
     */
    Optional<TrainingState> last();

    /**
     * Keeps the best parameters so far; called before {@link #save} of the same epoch.
     *
     * @param epoch counted from 1
     * @param parameters learnt values and buffers
     */
    void saveBest(int epoch, Map<String, Tensor> parameters);

    /** Returns what {@link #saveBest} kept last, in this run or an earlier one. */
    Map<String, Tensor> best();

    /**
     * Keeps the state after an epoch. If this fails, the state after the epoch before is still there.
     *
     * @param state the state
     * @param epoch what happened in it
     */
    void save(TrainingState state, TrainingListener.Epoch epoch);

    /** Returns checkpoints of a training that is not resumed: they keep the best parameters, in memory, and nothing else. */
    static Checkpoints inMemory() {
        return new Checkpoints() {
            private Map<String, Tensor> best = Map.of();

            @Override
            public Optional<TrainingState> last() {
                return Optional.empty();
            }

            @Override
            public void saveBest(int epoch, Map<String, Tensor> parameters) {
                best = parameters;
            }

            @Override
            public Map<String, Tensor> best() {
                return best;
            }

            @Override
            public void save(TrainingState state, TrainingListener.Epoch epoch) {
                // Nothing will be resumed.
            }
        };
    }
}
