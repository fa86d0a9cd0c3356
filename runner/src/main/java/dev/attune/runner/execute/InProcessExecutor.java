package dev.attune.runner.execute;

import dev.attune.runner.trial.TrialOutcome;
import dev.attune.runner.trial.TrialRunner;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs trials one after the other in this process. */
public final class InProcessExecutor implements TrialExecutor {
    private static final Logger log = LoggerFactory.getLogger(InProcessExecutor.class);

    private final TrialRunner runner;

    /**
     * Makes an executor.
     *
     * @param runner runs each trial
     */
    public InProcessExecutor(TrialRunner runner) {
        this.runner = runner;
    }

    @Override
    public void execute(List<TrialTask> tasks, Listener listener) {
        for (TrialTask task : tasks) {
            listener.onStart(task);
            try {
                TrialOutcome outcome =
                        runner.run(task.trial(), task.folder(), task.goal(), epoch -> listener.onEpoch(task, epoch));
                if (task.test() && outcome instanceof TrialOutcome.Finished) {
                    runner.scoreTest(task.trial(), task.folder());
                }
            } catch (CancellationException e) {
                throw e; // not the trial's fault: it stays unfinished
            } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
                log.debug("trial {} failed", task.trial().id(), e);
                listener.onFailure(task, Failure.of(e));
                continue;
            }
            listener.onEnd(task);
        }
    }

    @Override
    public void close() {
        // Nothing was started.
    }
}
