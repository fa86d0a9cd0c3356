package dev.attune.runner.cli;

import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the trials of a study without running them. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = "Lists the trials of a study and the lines of the table that each stands for; trains nothing.")
final class PlanCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "A study's YAML file.")
    private Path file = Path.of("");

    @Parameters(index = "1..*", paramLabel = "key=value", description = "Replaces a setting of the file.")
    private List<String> overrides = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out =
                Objects.requireNonNull(spec, "spec is null").commandLine().getOut();
        StudyPlan plan = new ConfigLoader(PluginHost.fromClassPath()).loadStudy(file, overrides);
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
