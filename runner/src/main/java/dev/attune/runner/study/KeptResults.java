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

/** Finds the results of an earlier start, and holds them against the data as they are now. */
final class KeptResults {
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
        if (result.isPresent()) {
            String now = hashes.computeIfAbsent(
                    List.of(trial.config().data(), trial.config().targets()),
                    key -> DataCheck.fingerprint(trial.config()));
            if (!trialFolder.dataHash().equals(Optional.of(now))) {
                throw new DataException(
                        "The results in " + trialFolder.path()
                                + " were found on other data than those that the configuration names now; give another folder with --out.");
            }
        }
        return result;
    }
}
