package dev.attune.runner.cli;

import dev.attune.api.DataException;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.study.StudyFolder;
import dev.attune.runner.trial.CombinedTrial;
import dev.attune.runner.trial.TrialFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The folder of a trial. */
final class RunArgument {
    @Parameters(
            index = "0",
            paramLabel = "RUN",
            description = "The folder of a trial, such as runs/NAME/trials/ID, or that of a study of one trial.")
    private Path folder = Path.of("");

    /** Accepts a study of one trial for its trial, which is what {@code attune train} leaves. */
    TrialFolder trial(ConfigLoader loader) {
        if (!Files.exists(folder.resolve("study.json"))) {
            if (Files.exists(folder.resolve(CombinedTrial.FILE))) {
                throw new DataException(folder + " combines trials, which " + CombinedTrial.FILE
                        + " names; nothing was trained in it. Reproduce these trials.");
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

    /** Reads the effective configuration of a trial. */
    static ExperimentConfig config(TrialFolder trial, ConfigLoader loader) {
        return loader.loadExperiment(trial.path().resolve("config.yaml"), List.of());
    }
}
