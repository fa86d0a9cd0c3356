package dev.attune.runner.study;

import dev.attune.api.DataException;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.trial.CombinedTrial;
import dev.attune.runner.trial.TrialFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the one trial that a folder stands for. */
public final class SingleTrial {
    private SingleTrial() {}

    /**
     * Returns a trial.
     *
     * @param folder of the trial, or of a study of one trial, which is what {@code attune train} leaves
     * @param loader reads the study
     * @throws DataException if it is neither, or a study of several
     */
    public static TrialFolder of(Path folder, ConfigLoader loader) {
        if (!Files.exists(folder.resolve("study.json"))) {
            if (Files.exists(folder.resolve(CombinedTrial.FILE))) {
                throw new DataException(folder + " combines trials, which " + CombinedTrial.FILE
                        + " names; nothing was trained in it. Name one of these trials instead.");
            }
            if (!Files.exists(folder.resolve("config.yaml"))) {
                throw new DataException(
                        folder + " is neither a trial nor a study: it has no config.yaml and no study.json.");
            }
            return new TrialFolder(folder);
        }
        StudyFolder study = new StudyFolder(folder);
        List<StudyPlan.Trial> trials = study.read(loader).trials();
        if (trials.size() > 1) {
            throw new DataException(folder + " is a study of " + trials.size() + " trials, wanted one of them, such as "
                    + study.trial(trials.get(0)).path() + ".");
        }
        return study.trial(trials.get(0));
    }
}
