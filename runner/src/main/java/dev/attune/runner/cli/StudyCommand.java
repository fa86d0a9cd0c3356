package dev.attune.runner.cli;

import dev.attune.api.ConfigException;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.trial.BuiltModels;
import dev.attune.runner.trial.ProgramCommand;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs a study: its variants, grids, modality subsets and seeds. */
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        description = "Runs a study: its variants, grids, modality subsets and seeds.")
final class StudyCommand implements Callable<Integer> {
    @Mixin
    private RunOptions options = new RunOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PluginHost plugins = PluginHost.ofProcess();
        ConfigLoader loader = new ConfigLoader(plugins).counting(new BuiltModels());
        if (!loader.isStudy(options.arguments.file)) {
            throw new ConfigException(options.arguments.file + " is an experiment: it has no base. Run it with "
                    + ProgramCommand.of("train", options.arguments.file.toString()) + ".");
        }
        return options.run(
                Objects.requireNonNull(spec, "spec is null"),
                plugins,
                loader.loadStudy(options.arguments.file, options.arguments.overrides),
                false);
    }
}
