package dev.attune.runner.cli;

import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.execute.TrialExecutor;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.study.ResultsTable;
import dev.attune.runner.study.StudyListener;
import dev.attune.runner.study.StudyResult;
import dev.attune.runner.study.StudyRunner;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a study for a command: shows progress, says how to go on after an interruption, prints the table. */
final class StudyRun {
    private final CommandSpec spec;
    private final PluginHost plugins;
    private final ExecutorOptions options;

    StudyRun(CommandSpec spec, PluginHost plugins, ExecutorOptions options) {
        this.spec = spec;
        this.plugins = plugins;
        this.options = options;
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
        String command = "./attune "
                + spec.commandLine().getParseResult().originalArgs().stream()
                        .map(StudyRun::quoted)
                        .collect(Collectors.joining(" "));
        Thread onInterrupt = new Thread(
                () -> err.println("\nInterrupted. What was trained is kept; this command goes on: " + command));
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        StudyResult result;
        try (TrialExecutor executor = options.create(plugins)) {
            result = work.apply(
                    new StudyRunner(executor), new Progress(err, plan.compare().primary(), isTerminal(), everyEpoch));
        } finally {
            withdraw(onInterrupt);
        }
        PrintWriter table = spec.commandLine().getOut();
        table.println();
        table.print(ResultsTable.text(result));
        table.println();
        result.failures().forEach((id, reason) -> table.println("FAILED " + id + ": " + reason));
        table.println("Results: " + folder.resolve("results.csv"));
        table.flush();
        return result.failures().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private static String quoted(String argument) {
        boolean plain = argument.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-/=:,@%+".indexOf(c) >= 0);
        return plain && !argument.isEmpty() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    private static void withdraw(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending, and the hook is what says so.
        }
    }

    /** The launcher sets {@code jdk.console=java.base}, so that later Java versions, too, give no console to a log. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        return System.console() != null;
    }
}
