package dev.attune.runner.cli;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.PluginException;
import dev.attune.runner.train.TrialFailedException;
import dev.attune.runner.trial.Environment;
import dev.attune.runner.trial.FolderInUseException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The program {@code attune}. */
@Command(
        name = "attune",
        mixinStandardHelpOptions = true,
        versionProvider = AttuneCommand.Version.class,
        description = "Trains and compares multimodal fusion models for dimensional affect.",
        footer = {
            "",
            "Exit codes: 0 ok, 1 a run failed, 2 configuration wrong, 3 data missing or bad, 4 plugin wrong, 130 interrupted.",
            "Begin with: attune study examples/quickstart.yaml"
        })
public final class AttuneCommand implements Runnable {
    static final String VERBOSE = "--verbose";

    @Option(names = VERBOSE, scope = ScopeType.INHERIT, description = "Log more, and show stack traces of errors.")
    private boolean verbose;

    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    /** Makes the command; picocli fills it in. */
    public AttuneCommand() {}

    /** Starts the program and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(execute(utf8(System.out), utf8(System.err), args));
    }

    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /**
     * Runs a command line.
     *
     * @param out takes results
     * @param err takes progress and errors
     * @param args the arguments
     * @return the exit code
     */
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        if (Arrays.asList(args).contains(VERBOSE)) {
            System.setProperty("attune.log", "DEBUG"); // before the first logger exists
        }
        CommandLine line = new CommandLine(new AttuneCommand());
        Subcommands.neededFor(args).forEach((name, command) -> line.addSubcommand(name, command.get()));
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((exception, command, result) -> report(exception, command));
        line.setParameterExceptionHandler(AttuneCommand::reportUsage);
        try {
            return line.execute(args);
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static int report(Exception exception, CommandLine command) {
        AttuneCommand root = command.getParent() == null
                ? (AttuneCommand) command.getCommand()
                : (AttuneCommand) command.getParent().getCommand();
        if (root.verbose) {
            exception.printStackTrace(command.getErr());
        }
        int code = exitCode(exception);
        if (code >= 0) {
            command.getErr().println(exception.getMessage());
            return code;
        }
        command.getErr()
                .println("Attune failed in a way it should not: " + exception
                        + ". Run the command again with --verbose and report what it prints.");
        return ExitCode.FAILED;
    }

    private static int exitCode(Exception exception) {
        if (exception instanceof ConfigException) {
            return ExitCode.CONFIG;
        }
        if (exception instanceof DataException || exception instanceof FolderInUseException) {
            return ExitCode.DATA;
        }
        if (exception instanceof PluginException) {
            return ExitCode.PLUGIN;
        }
        return exception instanceof TrialFailedException ? ExitCode.FAILED : -1;
    }

    private static int reportUsage(ParameterException exception, String[] args) {
        CommandLine command = exception.getCommandLine();
        command.getErr().println(exception.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(exception, command.getErr());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.CONFIG;
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    /** Tells the version. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"attune " + Environment.version()};
        }
    }
}
