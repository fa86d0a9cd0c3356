package dev.attune.runner.cli;

import dev.attune.api.DataException;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What {@code train} and {@code study} have in common. */
final class RunOptions {
    @Mixin
    FileArguments arguments = new FileArguments();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for results (default: runs/NAME). Finished trials found there are not repeated.")
    @Nullable
    Path out;

    @Mixin
    ExecutorOptions executor = new ExecutorOptions();

    /**
     * Runs a plan and prints its table.
     *
     * @param spec of the command
     * @param plugins the plugins
     * @param plan what to run
     * @param everyEpoch whether each epoch gets a line
     */
    int run(CommandSpec spec, PluginHost plugins, StudyPlan plan, boolean everyEpoch) {
        Path folder = out == null ? Path.of("runs", plan.name().replaceAll("[^\\p{L}\\p{N}._-]+", "-")) : out;
        if (Files.isRegularFile(folder)) {
            throw new DataException(folder + " is a file; --out wants a folder.");
        }
        return new StudyRun(spec, plugins, executor)
                .run(plan, folder, everyEpoch, (runner, listener) -> runner.run(plan, folder, listener));
    }
}
