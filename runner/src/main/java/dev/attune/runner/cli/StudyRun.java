package dev.attune.runner.cli;

import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.execute.TrialExecutor;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.report.Report;
import dev.attune.runner.study.ResultsTable;
import dev.attune.runner.study.StudyListener;
import dev.attune.runner.study.StudyResult;
import dev.attune.runner.study.StudyRunner;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a study for a command: shows progress, says how to go on after an interruption, prints the table. */
final class StudyRun {
    private final CommandSpec spec;
    private final PluginHost plugins;
    private final ExecutorOptions options;
    private final List<StudyListener> listeners = new ArrayList<>();

    StudyRun(CommandSpec spec, PluginHost plugins, ExecutorOptions options) {
        this.spec = spec;
        this.plugins = plugins;
        this.options = options;
    }

    /** Tells somebody else how it goes, too. */
    StudyRun telling(StudyListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Does work and prints what it found.
     *
     * @param plan the study
     * @param folder where its files are
     * @param everyEpoch whether each epoch gets a line
     * @param work what to do
     * @return the exit code
     */
    int run(StudyPlan plan, Path folder, boolean everyEpoch, BiFunction<StudyRunner, StudyListener, StudyResult> work) {
        PrintWriter err = spec.commandLine().getErr();
        Progress progress = new Progress(
                err,
                plan.compare().primary(),
                options.jobs(plan),
                everyEpoch,
                isTerminal() ? TerminalSize.ofThisTerminal() : null,
                System::nanoTime);
        listeners.add(progress);
        StudyResult result;
        try (TrialExecutor executor = options.create(plugins, plan, folder)) {
            StudyRunner runner = new StudyRunner(executor);
            result = Interruption.watching(
                    progress, err, Launcher.again(spec), () -> work.apply(runner, new ListenerGroup(listeners)));
        } finally {
            progress.end();
        }
        PrintWriter table = spec.commandLine().getOut();
        table.println();
        table.print(ResultsTable.text(result));
        table.println();
        result.failures().forEach((id, reason) -> table.println("FAILED " + id + ": " + reason));
        table.println("Results: " + folder.resolve("results.csv"));
        table.println("Report:  " + Report.write(result));
        table.flush();
        return result.failures().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    /** The launcher sets {@code jdk.console=java.base}, so that later Java versions, too, give no console to a log. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isTerminal() {
        return System.console() != null;
    }
}
