package dev.attune.runner.cli;

import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the trials of a study without running them. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Lists the trials of a study and the lines of the table that each stands for; trains nothing.")
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private FileArguments arguments = new FileArguments();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out =
                Objects.requireNonNull(spec, "spec is null").commandLine().getOut();
        StudyPlan plan = new ConfigLoader(PluginHost.fromClassPath()).loadStudy(arguments.file, arguments.overrides);
        for (StudyPlan.Trial trial : plan.trials()) {
            out.println(String.format(
                    Locale.ROOT,
                    "%s  seed %-4d %s",
                    trial.id(),
                    trial.config().seed(),
                    trial.rows().stream().map(StudyPlan.Row::variant).distinct().collect(Collectors.joining(" = "))));
        }
        out.println(plan.trials().size() + " trials");
        return ExitCode.OK;
    }
}
