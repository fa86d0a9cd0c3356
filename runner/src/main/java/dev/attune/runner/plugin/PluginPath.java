package dev.attune.runner.plugin;

import dev.attune.api.PluginException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where plugins are looked for, beside the class path: folders that hold plugins, or single jars.
 *
 * <p>In a folder of plugins, each folder with jars is one plugin with its libraries, and each jar is a plugin that needs none. Anything
 * else in it, and what is hidden, is left alone.
 *
 * @param places absolute paths of what exists
 */
public record PluginPath(List<Path> places) {
    /** The system property that names the places for this process and its workers, separated as in a class path. */
    public static final String PROPERTY = "attune.plugins";

    /** The environment variable of the same meaning, for those who always want the same. */
    public static final String VARIABLE = "ATTUNE_PLUGINS";

    /** Said by the script that started this program. */
    private static final String LAUNCHER = "attune.launcher";

    private static final String DEFAULT_FOLDER = "plugins";

    /** Copies the list. */
    public PluginPath {
        places = List.copyOf(places);
    }

    /** Returns the places of this process: those of the property or the variable, else the folder beside the program. */
    public static PluginPath ofProcess() {
        return of(System::getProperty, System::getenv);
    }

    static PluginPath of(UnaryOperator<String> properties, UnaryOperator<String> variables) {
        String given = properties.apply(PROPERTY);
        if (given != null) {
            return parse(given, "--plugins");
        }
        String usual = variables.apply(VARIABLE);
        if (usual != null && !usual.isBlank()) {
            return parse(usual, VARIABLE);
        }
        String launcher = properties.apply(LAUNCHER);
        Path beside = launcher == null ? null : Path.of(launcher).resolveSibling(DEFAULT_FOLDER);
        return new PluginPath(beside == null || !Files.isDirectory(beside) ? List.of() : List.of(beside));
    }

    /**
     * Reads the places that a user names.
     *
     * @param text paths, separated as in a class path
     * @param source what the user wrote them in, for messages
     * @throws PluginException if one does not exist or is neither folder nor jar
     */
    private static PluginPath parse(String text, String source) {
        List<Path> places = Arrays.stream(text.split(File.pathSeparator))
                .filter(part -> !part.isBlank())
                .map(part -> place(part, source))
                .toList();
        return new PluginPath(places);
    }

    private static Path place(String text, String source) {
        Path place;
        try {
            place = Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new PluginException(source + " names " + text + ", which is no path.", e);
        }
        if (!Files.exists(place)) {
            throw new PluginException(source + " names " + text
                    + ", which does not exist; wanted a folder that holds plugins, or the jar of one.");
        }
        if (!Files.isDirectory(place) && !isJar(place)) {
            throw new PluginException(
                    source + " names " + text + ", wanted a folder that holds plugins, or the jar of one.");
        }
        return place;
    }

    /** Returns the places as text that {@link #PROPERTY} takes. */
    public String text() {
        return places.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Returns the plugins of all places, each once, in the order of places and names.
     *
     * @throws PluginException if a folder cannot be listed
     */
    List<PluginFolder> plugins() {
        List<PluginFolder> found = new ArrayList<>();
        for (Path place : places) {
            for (Path path : isJar(place) ? List.of(place) : list(place)) {
                candidate(path)
                        .filter(one -> found.stream().noneMatch(known -> same(known.path(), one.path())))
                        .ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<PluginFolder> candidate(Path path) {
        boolean hidden = path.getFileName().toString().startsWith(".");
        return !hidden && (Files.isDirectory(path) || isJar(path)) ? Optional.of(jarsOf(path)) : Optional.empty();
    }

    /**
     * Returns what is at a path as a plugin.
     *
     * @param path a jar, or a folder of jars
     * @throws PluginException if it is neither
     */
    static PluginFolder plugin(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute) || (Files.exists(absolute) && isJar(absolute))) {
            return jarsOf(absolute);
        }
        throw new PluginException(
                Files.exists(absolute)
                        ? path + " is no jar; wanted the jar of a plugin, or the folder of its jars."
                        : path + " does not exist; wanted the jar of a plugin, or the folder of its jars.");
    }

    private static PluginFolder jarsOf(Path path) {
        if (!Files.isDirectory(path)) {
            return new PluginFolder(path, List.of(path));
        }
        List<Path> content = Files.isReadable(path) ? list(path) : List.of();
        return new PluginFolder(path, content.stream().filter(PluginPath::isJar).toList());
    }

    /** Also a link that leads nowhere is one: that it cannot be opened is to be said. */
    private static boolean isJar(Path path) {
        return path.getFileName().toString().endsWith(".jar") && !Files.isDirectory(path);
    }

    private static boolean same(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return one.equals(other);
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new PluginException(
                    "The folder of plugins " + folder + " cannot be read (" + PluginDiscovery.sentence(e) + ").", e);
        }
    }
}
