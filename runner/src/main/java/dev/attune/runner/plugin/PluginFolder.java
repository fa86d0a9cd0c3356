package dev.attune.runner.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * A plugin that is not on the class path: its jar, and the jars that it needs.
 *
 * @param path the folder of the jars, or the one jar
 * @param jars all of them, by name
 */
record PluginFolder(Path path, List<Path> jars) {
    PluginFolder {
        jars = List.copyOf(jars);
    }

    /** Returns the name that messages use until the plugin has told its own. */
    String name() {
        return path.getFileName().toString().replaceFirst("\\.jar$", "");
    }
}
