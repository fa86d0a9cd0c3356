package dev.attune.runner.study;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.PluginException;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.stats.Comparer;
import dev.attune.runner.train.TrialFailedException;
import dev.attune.runner.trial.DataCheck;
import dev.attune.runner.trial.FolderLock;
import dev.attune.runner.trial.Goal;
import dev.attune.runner.trial.TrialFolder;
import dev.attune.runner.trial.TrialOutcome;
import dev.attune.runner.trial.TrialResult;
import dev.attune.runner.trial.TrialRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the trials of a study one after the other in this process.
 *
 * <p>A finished trial is never run again. A failing trial is recorded with its reason and the study goes on.
 */
public final class StudyRunner {
    private static final Logger log = LoggerFactory.getLogger(StudyRunner.class);

    private final TrialRunner trials;

    /**
     * Makes a runner.
     *
     * @param trials runs each trial
     */
    public StudyRunner(TrialRunner trials) {
        this.trials = trials;
    }

    /** Returns the folder of a trial. */
    public static TrialFolder trialFolder(Path study, StudyPlan.Trial trial) {
        return new TrialFolder(study.resolve("trials").resolve(trial.id()));
    }

    /**
     * Runs what is not finished yet and writes {@code study.json}, {@code results.csv}, {@code failures.csv} and, if the study names a
     * baseline, {@code comparison.csv}.
     *
     * @param plan the study
     * @param folder where its files go
     * @param listener is told how it goes
     * @throws DataException if the folder is in use, or holds results on other data; or if no trial succeeded and the first failed
     *     for such a reason
     * @throws ConfigException likewise
     * @throws PluginException likewise
     * @throws TrialFailedException likewise
     */
    public StudyResult run(StudyPlan plan, Path folder, StudyListener listener) {
        DataCheck.open(plan);
        return FolderLock.holding(folder, "study " + plan.name(), Duration.ZERO, () -> {
            listener.onBegin(plan.trials().size(), folder);
            StudyFiles.writePlan(folder, plan);
            return run(plan, folder, listener, new KeptResults(folder));
        });
    }

    private StudyResult run(StudyPlan plan, Path folder, StudyListener listener, KeptResults before) {
        Map<String, TrialResult> results = new LinkedHashMap<>();
        Map<String, String> failures = new LinkedHashMap<>();
        RuntimeException fault = null;
        int number = 0;
        for (StudyPlan.Trial trial : plan.trials()) {
            number++;
            Optional<TrialResult> kept = before.find(trial);
            if (kept.isPresent()) {
                results.put(trial.id(), kept.get());
                listener.onResult(number, plan.trials().size(), trial, kept.get(), true);
                continue;
            }
            listener.onStart(number, plan.trials().size(), trial);
            try {
                TrialOutcome outcome = trials.run(trial, trialFolder(folder, trial), Goal.FINISH, listener::onEpoch);
                if (outcome instanceof TrialOutcome.Finished finished) {
                    results.put(trial.id(), finished.result());
                    listener.onResult(number, plan.trials().size(), trial, finished.result(), false);
                }
            } catch (CancellationException e) {
                throw e; // not the trial's fault: it stays unfinished
            } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
                String reason = reason(e);
                log.debug("trial {} failed", trial.id(), e);
                failures.put(trial.id(), reason);
                fault = userFault(e, fault);
                listener.onFailure(number, plan.trials().size(), trial, reason);
                trialFolder(folder, trial).recordFailure(reason);
            }
            StudyFiles.writeResults(new StudyResult(plan, folder, results, failures));
        }
        if (results.isEmpty() && fault != null) {
            throw fault;
        }
        StudyResult study = new StudyResult(plan, folder, results, failures);
        StudyFiles.writeResults(study);
        StudyResult compared =
                study.with(Comparer.compare(plan, results.keySet(), trial -> trialFolder(folder, trial)));
        StudyFiles.writeComparisons(compared);
        return compared;
    }

    private static @Nullable RuntimeException userFault(Throwable thrown, @Nullable RuntimeException before) {
        boolean user = thrown instanceof DataException
                || thrown instanceof ConfigException
                || thrown instanceof PluginException
                || thrown instanceof TrialFailedException;
        return before == null && user ? (RuntimeException) thrown : before;
    }

    /** Returns one line; of an exception that was not written for the user, its type and the first line of what it says. */
    private static String reason(Throwable thrown) {
        if (userFault(thrown, null) != null) {
            return String.valueOf(thrown.getMessage());
        }
        if (thrown instanceof OutOfMemoryError) {
            return "The Java heap is too small for this trial; lower training.batch or data.window.length, or set ATTUNE_OPTS=-Xmx8g.";
        }
        String message = String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
        return thrown.getClass().getSimpleName() + ": " + message;
    }
}
