package dev.attune.runner.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * The commands of the program, in the order in which its help shows them.
 *
 * <p>They are not in the annotation of {@link AttuneCommand} because picocli would load and examine all of them at every start.
 */
final class Subcommands {
    private static final Map<String, Supplier<Callable<Integer>>> ALL = all();

    private Subcommands() {}

    private static Map<String, Supplier<Callable<Integer>>> all() {
        Map<String, Supplier<Callable<Integer>>> commands = new LinkedHashMap<>();
        commands.put("train", TrainCommand::new);
        commands.put("study", StudyCommand::new);
        commands.put("trial", TrialCommand::new);
        commands.put("check", CheckCommand::new);
        commands.put("plan", PlanCommand::new);
        commands.put("extract", ExtractCommand::new);
        commands.put("compare", CompareCommand::new);
        commands.put("unlock-test", UnlockTestCommand::new);
        commands.put("report", ReportCommand::new);
        commands.put("reproduce", ReproduceCommand::new);
        commands.put("predict", PredictCommand::new);
        commands.put("submit", SubmitCommand::new);
        commands.put("export", ExportCommand::new);
        commands.put("make-corpus", MakeCorpusCommand::new);
        commands.put("list", ListCommand::new);
        commands.put("describe", DescribeCommand::new);
        commands.put("plugins", PluginsCommand::new);
        commands.put("plugin", PluginCommand::new);
        commands.put("doctor", DoctorCommand::new);
        return commands;
    }

    /**
     * Returns what a command line may name: the one command that it begins with, or all where it begins with anything else, which
     * is a request for help or a mistake to be answered with suggestions.
     *
     * @param args the arguments
     */
    static Map<String, Supplier<Callable<Integer>>> neededFor(String... args) {
        int first = 0;
        for (int words = wordsOfOption(args, first); words > 0; words = wordsOfOption(args, first)) {
            first += words;
        }
        Supplier<Callable<Integer>> named = args.length > first ? ALL.get(args[first]) : null;
        return named == null ? ALL : Map.of(args[first], named);
    }

    /** Returns how many words an option takes that may stand before the name of a command; 0 if there is none. */
    private static int wordsOfOption(String[] args, int at) {
        if (at >= args.length) {
            return 0;
        }
        if (args[at].equals(AttuneCommand.PLUGINS)) {
            return 2;
        }
        return args[at].equals(AttuneCommand.VERBOSE) || args[at].startsWith(AttuneCommand.PLUGINS + "=") ? 1 : 0;
    }
}
