package dev.attune.runner.cli;

import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.study.SingleTrial;
import dev.attune.runner.trial.TrialFolder;
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
        return SingleTrial.of(folder, loader);
    }

    /** Reads the effective configuration of a trial. */
    static ExperimentConfig config(TrialFolder trial, ConfigLoader loader) {
        return loader.loadExperiment(trial.path().resolve("config.yaml"), List.of());
    }
}
