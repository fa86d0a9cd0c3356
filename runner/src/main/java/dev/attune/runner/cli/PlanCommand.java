package dev.attune.runner.cli;

import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.study.StudyFolder;
import dev.attune.runner.trial.BuiltModels;
import dev.attune.runner.trial.TrialFolder;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the trials of a study without running them. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the trials of a study and the lines of the table that each stands for; trains nothing.",
            "How long they take is estimated from those that are finished."
        })
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private FileArguments arguments = new FileArguments();

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of results (default: runs/NAME).")
    private @Nullable Path out;

    @Mixin
    private ExecutorOptions executor = new ExecutorOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter text =
                Objects.requireNonNull(spec, "spec is null").commandLine().getOut();
        StudyPlan written = new ConfigLoader(PluginHost.ofProcess())
                .counting(new BuiltModels())
                .loadStudy(arguments.file, arguments.overrides);
        Path folder = RunOptions.folder(out, written);
        StudyPlan plan = new StudyFolder(folder).decided(written);
        for (StudyPlan.Trial trial : plan.trials()) {
            text.println(String.format(
                    Locale.ROOT,
                    "%s  seed %-4d %s",
                    trial.id(),
                    trial.config().seed(),
                    trial.rows().stream().map(StudyPlan.Row::variant).distinct().collect(Collectors.joining(" = "))));
        }
        text.println(size(plan));
        plan.notices().forEach(text::println);
        plan.trials().stream()
                .flatMap(trial -> trial.rows().stream())
                .flatMap(row -> row.match().map(match -> "  " + row.variant() + ": " + match.words()).stream())
                .distinct()
                .forEach(text::println);
        plan.choices()
                .forEach(choice -> text.println(
                        choice.line().variant() + " has the best of " + choice.among() + ": " + choice.label()));
        plan.combinations()
                .forEach(combination -> text.println(combination.name() + " combines "
                        + combination.of().stream().map(StudyPlan.Line::variant).collect(Collectors.joining(", "))
                        + " (" + combination.by().word() + "); nothing is trained for it"));
        text.println(estimate(plan, folder));
        return ExitCode.OK;
    }

    /** Returns how many trials a study has, in words. */
    static String size(StudyPlan plan) {
        int searched = plan.mostSearched();
        return plan.trials().size() + " trials" + (searched > 0 ? " and at most " + searched + " of a search" : "");
    }

    private String estimate(StudyPlan plan, Path folder) {
        StudyFolder study = new StudyFolder(folder);
        Durations durations = new Durations();
        List<StudyPlan.Trial> left = new ArrayList<>();
        for (StudyPlan.Trial trial : plan.everyTrial()) {
            TrialFolder place = study.trial(trial);
            if (place.result().isEmpty()) {
                left.add(trial);
            } else {
                place.seconds().ifPresent(seconds -> durations.add(trial, seconds));
            }
        }
        if (durations.known() == 0) {
            return "How long they take is not known: no trial is finished in " + folder + ".";
        }
        if (left.isEmpty()) {
            return plan.tunings().isEmpty()
                    ? "All are finished in " + folder + "."
                    : "All candidates are finished in " + folder
                            + "; what they decide is found when the study goes on.";
        }
        int jobs = Math.min(executor.jobs(plan), left.size());
        double seconds = durations.of(left).orElseThrow() / jobs;
        String most = plan.tunings().isEmpty() ? "" : "At most ";
        return most + left.size() + " of them are not finished in " + folder + " and take about "
                + Durations.words(seconds)
                + ", " + (jobs == 1 ? "one after the other" : jobs + " at once")
                + ", if they take as long as those that are.";
    }
}
