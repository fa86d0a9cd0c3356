package dev.attune.runner.study;

import dev.attune.api.DataException;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.trial.DataCheck;
import dev.attune.runner.trial.TrialFolder;
import dev.attune.runner.trial.TrialResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the results of an earlier start, and holds them against the data as they are now. */
final class KeptResults {
    private static final Logger log = LoggerFactory.getLogger(KeptResults.class);

    private final StudyFolder folder;
    private final Map<Object, String> hashes = new HashMap<>();

    KeptResults(StudyFolder folder) {
        this.folder = folder;
    }

    /**
     * Returns the result of a trial that is finished.
     *
     * @throws DataException if it was found on other data than those that are there now
     */
    Optional<TrialResult> find(StudyPlan.Trial trial) {
        TrialFolder trialFolder = folder.trial(trial);
        Optional<TrialResult> result = trialFolder.result();
        if (result.isPresent() && trialFolder.dataHash().isEmpty()) {
            throw new DataException(
                    trialFolder.path()
                            + " does not say what data its result was found on: its environment.json is missing or damaged. Delete the folder, and the trial is run again.");
        }
        if (result.isPresent() && !isOnPresentData(trial)) {
            throw new DataException(
                    "The results in " + trialFolder.path()
                            + " were found on other data than those that the configuration names now; give another folder with --out.");
        }
        return result;
    }

    /**
     * Returns how many epochs of a trial that is not finished count: none that were run on other data than those that are there now, or
     * whose record is damaged.
     */
    int epochs(StudyPlan.Trial trial) {
        try {
            int epochs = folder.trial(trial).epochs().size();
            return epochs > 0 && isOnPresentData(trial) ? epochs : 0;
        } catch (DataException e) {
            log.warn("{} The trial starts again.", e.getMessage());
            return 0;
        }
    }

    private boolean isOnPresentData(StudyPlan.Trial trial) {
        String now = hashes.computeIfAbsent(
                List.of(trial.config().data(), trial.config().targets()), key -> DataCheck.fingerprint(trial.config()));
        return folder.trial(trial).dataHash().equals(Optional.of(now));
    }
}
