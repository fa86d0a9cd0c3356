package dev.attune.runner.cli;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.execute.SlurmArray;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.study.StudyListener;
import dev.attune.runner.study.StudyRunner;
import dev.attune.runner.tensorboard.TensorBoard;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    @Option(
            names = "--slurm-options",
            paramLabel = "TEXT",
            description = "With --executor slurm: options for sbatch, for example \"--time=02:00:00 --mem=8G\".")
    private String slurmOptions = "";

    @Option(
            names = "--tensorboard",
            description = "Write event files for TensorBoard into the folders of trials as well.")
    private boolean tensorBoard;

    /**
     * Runs a plan and prints its table.
     *
     * @param spec of the command
     * @param plugins the plugins
     * @param plan what to run
     * @param everyEpoch whether each epoch gets a line
     */
    int run(CommandSpec spec, PluginHost plugins, StudyPlan plan, boolean everyEpoch) {
        Path folder = folder(out, plan);
        if (executor.place == ExecutorOptions.Place.SLURM) {
            return emit(spec, plan, folder);
        }
        if (!slurmOptions.isEmpty()) {
            throw new ConfigException("--slurm-options goes with --executor slurm, found --executor " + executor.place
                    + "; leave it out.");
        }
        StudyRun run = new StudyRun(spec, plugins, executor);
        if (tensorBoard) {
            run.telling(new TensorBoard(folder));
        }
        return run.run(plan, folder, everyEpoch, (runner, listener) -> runner.run(plan, folder, listener));
    }

    /** Returns the folder of a study: what the user says, or one that is named after it. */
    static Path folder(@Nullable Path out, StudyPlan plan) {
        Path folder = out == null ? Path.of("runs", plan.name().replaceAll("[^\\p{L}\\p{N}._-]+", "-")) : out;
        if (Files.isRegularFile(folder)) {
            throw new DataException(folder + " is a file; --out wants a folder.");
        }
        return folder;
    }

    private int emit(CommandSpec spec, StudyPlan plan, Path folder) {
        PrintWriter text = spec.commandLine().getOut();
        if (tensorBoard) {
            throw new ConfigException("--tensorboard does not go with --executor slurm; give it to the attune study"
                    + " that gathers the results, and it writes event files for all trials.");
        }
        if (!plan.tunings().isEmpty()) {
            throw new ConfigException(
                    "A study with a search cannot be an array job: which trials there are follows from"
                            + " the first ones. Run it with --executor process inside one allocation.");
        }
        StudyListener notices = new StudyListener() {
            @Override
            public void onNotice(String notice) {
                text.println(notice);
            }
        };
        List<String> ids = StudyRunner.prepare(plan, folder, notices).stream()
                .map(StudyPlan.Trial::id)
                .toList();
        int of = plan.trials().size();
        if (ids.isEmpty()) {
            text.println("All " + of + " trials are finished. " + gather(spec));
            return ExitCode.OK;
        }
        SlurmArray array =
                new SlurmArray(folder, plan.name(), Launcher.shell(Launcher.commandWithPlugins()), slurmOptions);
        Path script = array.write(ids, executor.givenJobs());
        text.println(ids.size() + " of " + of + " trials are to be run. Submit them:");
        text.println("  sbatch " + Launcher.shell(List.of(script.toString())));
        text.println(gather(spec));
        return ExitCode.OK;
    }

    private static String gather(CommandSpec spec) {
        return "Afterwards the same command without --executor slurm gathers the results, and runs what is missing:\n  "
                + Launcher.again(spec)
                        .replaceAll(" --executor[= ]slurm| --slurm-options(=| )('[^']*'|\\S+)| --jobs[= ]\\d+", "");
    }
}
