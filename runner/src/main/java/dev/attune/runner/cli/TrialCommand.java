package dev.attune.runner.cli;

import dev.attune.api.DataException;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.execute.Failure;
import dev.attune.runner.execute.InProcessExecutor;
import dev.attune.runner.execute.TrialExecutor;
import dev.attune.runner.execute.TrialTask;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.study.Seal;
import dev.attune.runner.study.StudyFolder;
import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.trial.Goal;
import dev.attune.runner.trial.TrialRunner;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one trial of a stored study in this process; what the tasks of a job array do. */
@Command(
        name = "trial",
        mixinStandardHelpOptions = true,
        description = {
            "Runs one trial of a study whose folder has been written, in this process.",
            "Several can run in one study at the same time; attune study gathers their results."
        })
final class TrialCommand implements Callable<Integer> {
    @Mixin
    private StudyArgument study = new StudyArgument();

    @Parameters(index = "1", paramLabel = "ID", description = "The trial, as attune plan names it.")
    private String id = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec, "spec is null");
        PrintWriter err = command.commandLine().getErr();
        PluginHost plugins = PluginHost.ofProcess();
        StudyPlan plan = study.plan(new ConfigLoader(plugins));
        StudyPlan.Trial trial = plan.trials().stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new DataException(study.folder + " has no trial '" + id + "'; it has "
                        + plan.trials().size() + ", such as "
                        + plan.trials().get(0).id() + "."));
        TrialTask task = new TrialTask(
                trial,
                new StudyFolder(study.folder).trial(trial),
                Goal.FINISH,
                Seal.read(study.folder).isOpen());
        Progress progress = Progress.ofOneTrial(err, plan.compare().primary());
        progress.onPhase("", List.of(trial));
        return Interruption.watching(progress, err, Launcher.again(command), () -> {
            try (TrialExecutor executor = new InProcessExecutor(new TrialRunner(plugins.states()))) {
                executor.execute(List.of(task), new Reporter(progress));
            }
            return ExitCode.OK;
        });
    }

    /** Shows how the trial goes; its failure is recorded, and is the answer of the command. */
    private record Reporter(Progress progress) implements TrialExecutor.Listener {
        @Override
        public void onStart(TrialTask task) {
            progress.onStart(task.trial());
        }

        @Override
        public void onEpoch(TrialTask task, TrainingListener.Epoch epoch) {
            progress.onEpoch(task.trial(), epoch);
        }

        @Override
        public void onEnd(TrialTask task) {
            task.folder().result().ifPresent(result -> progress.onResult(task.trial(), result, false));
        }

        @Override
        public void onFailure(TrialTask task, Failure failure) {
            task.record(failure);
            throw failure.toException();
        }
    }
}
