package dev.attune.runner.cli;

import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.study.StudyFolder;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The folder of a study or a run, from which the plan is read. */
final class StudyArgument {
    @Parameters(index = "0", paramLabel = "STUDY", description = "The folder of a study or run, such as runs/ablation.")
    Path folder = Path.of("");

    StudyPlan plan(ConfigLoader loader) {
        return new StudyFolder(folder).read(loader);
    }
}
