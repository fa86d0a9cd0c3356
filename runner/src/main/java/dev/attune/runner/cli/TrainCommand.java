package dev.attune.runner.cli;

import dev.attune.api.ConfigException;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.trial.ProgramCommand;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Trains one experiment and scores it. */
@Command(name = "train", mixinStandardHelpOptions = true, description = "Trains one experiment and scores it.")
final class TrainCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options = new RunOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PluginHost plugins = PluginHost.ofProcess();
        ConfigLoader loader = new ConfigLoader(plugins);
        if (loader.isStudy(options.arguments.file)) {
            throw new ConfigException(options.arguments.file + " is a study: it has a base. Run it with "
                    + ProgramCommand.of("study", options.arguments.file.toString()) + ".");
        }
        return options.run(
                Objects.requireNonNull(spec, "spec is null"),
                plugins,
                StudyPlan.single(loader.loadExperiment(options.arguments.file, options.arguments.overrides)),
                true);
    }
}
