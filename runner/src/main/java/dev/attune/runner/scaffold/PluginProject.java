package dev.attune.runner.scaffold;

import static java.util.Objects.requireNonNull;

import dev.attune.api.ApiVersion;
import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.runner.plugin.PluginHost;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/** A Maven project for one component that Attune does not have, which builds, passes its tests and runs as it is. */
public final class PluginProject {
    /** What is in these packages, and below them, comes from Attune or from Java, whatever a plugin has there. */
    private static final List<String> TAKEN_PACKAGES =
            List.of("dev.attune", "ai.djl", "org.slf4j", "org.jspecify", "java");

    private static final Pattern IMPORT = Pattern.compile("^import .*\\.(\\w+);$", Pattern.MULTILINE);

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.]+");

    private final PluginName name;
    private final ProjectKind kind;
    private final Map<String, String> files = new LinkedHashMap<>();

    /**
     * Writes a project in memory.
     *
     * @param name of plugin and component
     * @param kind of the component
     * @param javaPackage the package of its classes; by default one in {@code com.example}
     * @param attune the version of Attune that it is written for
     * @param present the plugins that there are
     * @throws ConfigException if name or package cannot be used
     */
    public PluginProject(
            String name, ProjectKind kind, Optional<String> javaPackage, String attune, PluginHost present) {
        this.name = new PluginName(name);
        this.kind = requireNonNull(kind, "kind is null");
        requireNew(present);
        String chosen = javaPackage.orElseGet(this.name::defaultPackage);
        requirePackage(chosen);
        Map<String, String> values = values(chosen, attune);
        kind.files()
                .forEach((file, template) ->
                        files.put(Template.fill(file, values), Template.fill(Template.read(template), values)));
        requireClassesOfItsOwn();
    }

    private void requireNew(PluginHost present) {
        if (present.registry().components(kind.component()).containsKey(name.value())) {
            throw new ConfigException("NAME: there is a " + kind.component().phrase() + " " + name.value()
                    + " already, and a configuration could not tell them apart; choose another name (attune list "
                    + kind.component().plural() + " shows those that are taken)");
        }
        if (present.states().stream().anyMatch(plugin -> plugin.id().equals(name.value()))) {
            throw new ConfigException("NAME: there is a plugin " + name.value()
                    + " already (attune plugins lists them); choose another name, such as my-" + name.value());
        }
    }

    private static void requirePackage(String name) {
        // It is also the group of the project, for which Maven wants plain letters.
        if (!SourceVersion.isName(name) || !PLAIN.matcher(name).matches()) {
            throw new ConfigException("--package: found " + name
                    + ", wanted the name of a Java package in plain letters and digits, such as com.example.gatedsum");
        }
        for (String taken : TAKEN_PACKAGES) {
            if (name.equals(taken) || name.startsWith(taken + ".")) {
                throw new ConfigException("--package: found " + name + ", but classes of " + taken
                        + " come from Attune or from Java, whatever a plugin has there; choose a package of your own");
            }
        }
    }

    private Map<String, String> values(String javaPackage, String attune) {
        String commands = kind.commands().stream()
                .map(command -> "    " + command(command) + "\n")
                .collect(Collectors.joining());
        return Map.ofEntries(
                Map.entry("name", name.value()),
                Map.entry("Name", name.className(kind)),
                Map.entry("kind", kind.word()),
                Map.entry("Kind", kind.className()),
                Map.entry("phrase", kind.component().phrase()),
                Map.entry("list", kind.component().plural()),
                Map.entry("subpackage", kind.subpackage()),
                Map.entry("package", javaPackage),
                Map.entry("path", javaPackage.replace('.', '/')),
                Map.entry("attune", attune),
                Map.entry("api", ApiVersion.CURRENT + "." + ApiVersion.MINOR),
                Map.entry("commands", commands));
    }

    /** A class with the name of one that it imports, such as that of a plugin called encoder, would not compile. */
    private void requireClassesOfItsOwn() {
        TreeSet<String> imported = new TreeSet<>();
        TreeSet<String> own = new TreeSet<>();
        files.forEach((file, text) -> {
            if (file.endsWith(".java")) {
                own.add(file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length()));
                Matcher found = IMPORT.matcher(text);
                while (found.find()) {
                    imported.add(found.group(1));
                }
            }
        });
        own.retainAll(imported);
        if (!own.isEmpty()) {
            throw new ConfigException("NAME: a class of the plugin would be called " + own.first()
                    + ", as one of Attune is; choose a name that says more, such as my-" + name.value());
        }
    }

    /** Returns the files, their paths relative to the folder of the project. */
    Map<String, String> files() {
        return Map.copyOf(files);
    }

    /** Returns the jar that a build gives, relative to the folder of the project. */
    public String jar() {
        return "target/" + name.value() + "-0.1.0.jar";
    }

    /**
     * Returns the words after the program that run a command with the plugin, in the folder of the project.
     *
     * @param command one of {@link ProjectKind#commands}
     */
    public String arguments(String command) {
        return command.startsWith("make-corpus") ? command : "--plugins " + jar() + " " + command;
    }

    private String command(String command) {
        return "attune " + arguments(command);
    }

    /**
     * Writes the project.
     *
     * @param folder where it is to be: nothing is there, or an empty folder
     * @throws DataException if something is there, or the files cannot be written; nothing is left behind then
     */
    public void write(Path folder) {
        new ProjectFolder(folder).write(files);
    }
}
