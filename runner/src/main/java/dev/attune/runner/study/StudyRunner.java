package dev.attune.runner.study;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.PluginException;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.train.TrialFailedException;
import dev.attune.runner.trial.TrialFolder;
import dev.attune.runner.trial.TrialResult;
import dev.attune.runner.trial.TrialRunner;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
     * Runs what is not finished yet and writes {@code study.json}, {@code results.csv} and {@code failures.csv}.
     *
     * @param plan the study
     * @param folder where its files go
     * @param listener is told how it goes
     * @throws DataException if no trial could read its data
     */
    public StudyResult run(StudyPlan plan, Path folder, StudyListener listener) {
        StudyFiles.writePlan(folder, plan);
        Map<String, TrialResult> results = new LinkedHashMap<>();
        Map<String, String> failures = new LinkedHashMap<>();
        RuntimeException fault = null;
        int number = 0;
        for (StudyPlan.Trial trial : plan.trials()) {
            number++;
            TrialFolder trialFolder = trialFolder(folder, trial);
            Optional<TrialResult> before = trialFolder.result();
            if (before.isPresent()) {
                results.put(trial.id(), before.get());
                listener.onResult(number, plan.trials().size(), trial, before.get(), true);
                continue;
            }
            listener.onStart(number, plan.trials().size(), trial);
            try {
                TrialResult result = trials.run(trial, trialFolder, listener::onEpoch);
                results.put(trial.id(), result);
                listener.onResult(number, plan.trials().size(), trial, result, false);
            } catch (RuntimeException | LinkageError e) {
                String reason = reason(e);
                log.debug("trial {} failed", trial.id(), e);
                trialFolder.recordFailure(reason);
                failures.put(trial.id(), reason);
                fault = userFault(e, fault);
                listener.onFailure(number, plan.trials().size(), trial, reason);
            }
            StudyFiles.writeResults(new StudyResult(plan, folder, results, failures));
        }
        if (results.isEmpty() && fault != null) {
            throw fault;
        }
        StudyResult study = new StudyResult(plan, folder, results, failures);
        StudyFiles.writeResults(study);
        return study;
    }

    private static @Nullable RuntimeException userFault(Throwable thrown, @Nullable RuntimeException before) {
        boolean user = thrown instanceof DataException
                || thrown instanceof ConfigException
                || thrown instanceof PluginException
                || thrown instanceof TrialFailedException;
        return before == null && user ? (RuntimeException) thrown : before;
    }

    /** An exception that was not written for the user is named by its type. */
    private static String reason(Throwable thrown) {
        return userFault(thrown, null) == null ? thrown.toString() : String.valueOf(thrown.getMessage());
    }
}
