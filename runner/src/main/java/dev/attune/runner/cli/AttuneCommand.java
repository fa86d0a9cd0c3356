package dev.attune.runner.cli;

import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.api.PluginException;
import dev.attune.runner.plugin.PluginFaults;
import dev.attune.runner.plugin.PluginPath;
import dev.attune.runner.train.TrialFailedException;
import dev.attune.runner.trial.Environment;
import dev.attune.runner.trial.FolderInUseException;
import java.io.File;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    static final String PLUGINS = "--plugins";

    @Option(names = VERBOSE, scope = ScopeType.INHERIT, description = "Log more, and show stack traces of errors.")
    private boolean verbose;

    @Option(
            names = PLUGINS,
            paramLabel = "PATH",
            scope = ScopeType.INHERIT,
            description = {
                "A folder of plugins, each a folder of jars or one jar, or the jar of one plugin; may be given again.",
                "Default: what the variable ATTUNE_PLUGINS names, else the folder 'plugins' beside this program."
            })
    void addPlugins(List<String> places) {
        // Before and after the name of a command: each place counts, and picocli begins anew at the command.
        plugins.addAll(places);
    }

    private final Set<String> plugins = new LinkedHashSet<>();

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
        line.setExecutionStrategy(AttuneCommand::run);
        line.setExecutionExceptionHandler((exception, command, result) -> report(exception, command));
        line.setParameterExceptionHandler(AttuneCommand::reportUsage);
        try {
            return line.execute(args);
        } catch (LinkageError e) {
            return reportMisfit(e, err, Arrays.asList(args).contains(VERBOSE));
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** Runs the command with the plugins that the user wants, of which worker processes hear by the same property. */
    private static int run(CommandLine.ParseResult parsed) {
        AttuneCommand root = (AttuneCommand) parsed.commandSpec().root().userObject();
        if (root.plugins.isEmpty()) {
            return new CommandLine.RunLast().execute(parsed);
        }
        String before = System.getProperty(PluginPath.PROPERTY);
        System.setProperty(PluginPath.PROPERTY, String.join(File.pathSeparator, root.plugins));
        try {
            return new CommandLine.RunLast().execute(parsed);
        } finally {
            if (before == null) {
                System.clearProperty(PluginPath.PROPERTY);
            } else {
                System.setProperty(PluginPath.PROPERTY, before);
            }
        }
    }

    private static int report(Exception thrown, CommandLine command) {
        AttuneCommand root = (AttuneCommand) command.getCommandSpec().root().userObject();
        if (root.verbose) {
            thrown.printStackTrace(command.getErr());
        }
        Exception exception =
                PluginFaults.explain(thrown).<Exception>map(fault -> fault).orElse(thrown);
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

    /** A class that does not fit is an error, which picocli hands on, but most often the fault of a plugin. */
    private static int reportMisfit(LinkageError error, PrintWriter err, boolean verbose) {
        if (verbose) {
            error.printStackTrace(err);
        }
        Optional<PluginException> fault = PluginFaults.explain(error);
        err.println(fault.map(Throwable::getMessage)
                .orElseGet(() -> "Attune failed in a way it should not: " + error
                        + ". A plugin on the class path may be of another version, see attune plugins; if there is none, run the"
                        + " command again with --verbose and report what it prints."));
        return fault.isPresent() ? ExitCode.PLUGIN : ExitCode.FAILED;
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
