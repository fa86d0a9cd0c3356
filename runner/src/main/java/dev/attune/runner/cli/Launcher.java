package dev.attune.runner.cli;

import dev.attune.runner.plugin.PluginPath;
import dev.attune.runner.trial.ProgramCommand;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Knows how this program was started, so that it can say how to start it again. */
final class Launcher {
    /** The script {@code attune} says where it is. */
    private static final String SCRIPT = "attune.launcher";

    private Launcher() {}

    /** Returns the command line that goes on with what a command was doing; to be run in the same folder. */
    static String again(CommandSpec spec) {
        List<String> words = new ArrayList<>(ProgramCommand.name().map(List::of).orElseGet(Launcher::command));
        words.addAll(spec.commandLine().getParseResult().originalArgs());
        return shell(words);
    }

    /** Returns the words that start this program from anywhere. */
    static List<String> command() {
        String script = System.getProperty(SCRIPT);
        if (script != null) {
            return List.of(script);
        }
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), AttuneCommand.class.getName()));
        return words;
    }

    /** Returns the words that start this program from anywhere, with the plugins that it has now. */
    static List<String> commandWithPlugins() {
        List<String> words = new ArrayList<>(command());
        List<Path> places = PluginPath.ofProcess().places();
        places.forEach(place -> words.addAll(List.of(AttuneCommand.PLUGINS, place.toString())));
        if (places.isEmpty() && System.getProperty(PluginPath.PROPERTY) != null) {
            words.addAll(List.of(AttuneCommand.PLUGINS, "")); // none, whatever the machine that runs it has
        }
        return words;
    }

    /** Returns the folder of the program, if a script in it has started it. */
    static Optional<Path> home() {
        return Optional.ofNullable(System.getProperty(SCRIPT))
                .map(script -> Path.of(script).resolveSibling(""));
    }

    /** Returns words as a shell must read them. */
    static String shell(List<String> words) {
        return ProgramCommand.shell(words);
    }
}
