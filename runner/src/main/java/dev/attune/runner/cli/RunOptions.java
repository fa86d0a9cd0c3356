package dev.attune.runner.cli;

import dev.attune.api.DataException;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.study.ResultsTable;
import dev.attune.runner.study.StudyResult;
import dev.attune.runner.study.StudyRunner;
import dev.attune.runner.trial.TrialRunner;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
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

    /**
     * Runs a plan and prints its table.
     *
     * @param spec of the command
     * @param plugins the plugins
     * @param plan what to run
     * @param everyEpoch whether each epoch gets a line
     */
    int run(CommandSpec spec, PluginHost plugins, StudyPlan plan, boolean everyEpoch) {
        PrintWriter err = spec.commandLine().getErr();
        Path folder = out == null ? Path.of("runs", plan.name().replaceAll("[^\\p{L}\\p{N}._-]+", "-")) : out;
        if (Files.isRegularFile(folder)) {
            throw new DataException(folder + " is a file; --out wants a folder.");
        }
        String command = "./attune "
                + spec.commandLine().getParseResult().originalArgs().stream()
                        .map(RunOptions::quoted)
                        .collect(Collectors.joining(" "));
        Thread onInterrupt = new Thread(
                () -> err.println("\nInterrupted. Finished trials are kept; this command goes on: " + command));
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        StudyResult result;
        try {
            result = new StudyRunner(new TrialRunner(plugins.states()))
                    .run(plan, folder, new Progress(err, plan.compare().primary(), isTerminal(), everyEpoch));
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
