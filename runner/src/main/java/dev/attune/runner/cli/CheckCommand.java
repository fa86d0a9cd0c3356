package dev.attune.runner.cli;

import dev.attune.api.ConfigException;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.trial.BuiltModels;
import dev.attune.runner.trial.DataCheck;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks an experiment, a study or an extraction without doing it. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Checks an experiment or an extraction, and prints it with every default, or a study; trains and extracts nothing.")
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private FileArguments arguments = new FileArguments();

    @Option(names = "--data", description = "Read the data from end to end as well.")
    private boolean data;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out =
                Objects.requireNonNull(spec, "spec is null").commandLine().getOut();
        ConfigLoader loader = new ConfigLoader(PluginHost.ofProcess()).counting(new BuiltModels());
        if (loader.isStudy(arguments.file)) {
            StudyPlan plan = loader.loadStudy(arguments.file, arguments.overrides);
            out.println(arguments.file + " is a sound study of " + PlanCommand.size(plan) + "."
                    + (data ? "" : " Its data were not read; --data reads them."));
            plan.notices().forEach(out::println);
            if (data) {
                out.print(DataCheck.describe(plan));
            }
            return ExitCode.OK;
        }
        if (loader.isExtraction(arguments.file)) {
            if (data) {
                throw new ConfigException("--data reads the data of an experiment or a study; " + arguments.file
                        + " is the description of an extraction. Leave it out.");
            }
            out.print(EffectiveConfig.yaml(loader.loadExtraction(arguments.file, arguments.overrides)));
            return ExitCode.OK;
        }
        ExperimentConfig config = loader.loadExperiment(arguments.file, arguments.overrides);
        out.print(EffectiveConfig.yaml(config));
        if (data) {
            out.print(DataCheck.describe(StudyPlan.single(config)));
        }
        return ExitCode.OK;
    }
}
