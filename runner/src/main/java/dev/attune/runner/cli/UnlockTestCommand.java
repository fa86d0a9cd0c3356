package dev.attune.runner.cli;

import dev.attune.api.ConfigException;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Opens the seal on the test scores of a study. */
@Command(
        name = "unlock-test",
        mixinStandardHelpOptions = true,
        description = {
            "Scores a study on the test split and shows the scores from now on.",
            "When, by whom and why is recorded in the study and printed with every later table: do it once, when everything has been chosen."
        })
final class UnlockTestCommand implements Callable<Integer> {
    @Mixin
    private StudyArgument study = new StudyArgument();

    @Mixin
    private ExecutorOptions executor = new ExecutorOptions();

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why now, in a few words.")
    private String reason = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (reason.isBlank()) {
            throw new ConfigException("--reason is empty; it is printed with every later table, so say why now.");
        }
        PluginHost plugins = PluginHost.ofProcess();
        StudyPlan plan = study.plan(new ConfigLoader(plugins));
        return new StudyRun(Objects.requireNonNull(spec, "spec is null"), plugins, executor)
                .run(
                        plan,
                        study.folder,
                        false,
                        (runner, listener) -> runner.unlockTest(plan, study.folder, reason.strip(), listener));
    }
}
