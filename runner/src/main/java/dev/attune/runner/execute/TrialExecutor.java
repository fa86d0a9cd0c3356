package dev.attune.runner.execute;

import dev.attune.runner.train.TrainingListener;
import java.util.List;

/**
 * Runs trials of a stored study.
 *
 * <p>The contract between a study and whatever runs its trials is the trial's folder: what a task achieved stands there when
 * {@link Listener#onEnd} is called, and nowhere else.
 */
public interface TrialExecutor extends AutoCloseable {
    /**
     * Does tasks, in order or several at once, and returns when each has ended or failed.
     *
     * @param tasks what to do; no trial twice
     * @param listener is told on the calling thread
     * @throws java.util.concurrent.CancellationException if the work is to stop; unfinished trials can be gone on with
     */
    void execute(List<TrialTask> tasks, Listener listener);

    /** Ends what the executor started. */
    @Override
    void close();

    /** Is told how tasks go. */
    interface Listener {
        /** A task begins, or begins again after the death of its worker. */
        void onStart(TrialTask task);

        /** An epoch ended. */
        void onEpoch(TrialTask task, TrainingListener.Epoch epoch);

        /** A task did what it could: its goal is reached, or the trial is finished. */
        void onEnd(TrialTask task);

        /** A task failed; others go on. */
        void onFailure(TrialTask task, Failure failure);
    }
}
