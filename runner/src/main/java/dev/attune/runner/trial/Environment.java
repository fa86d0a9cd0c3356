package dev.attune.runner.trial;

import static java.util.Objects.requireNonNull;

import ai.djl.engine.Engine;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.plugin.PluginState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** Describes where a trial runs: enough to explain why two runs differ. */
public final class Environment {
    /** The system property that tells a process with a share of the machine how many cores the machine has. */
    public static final String CORES = "attune.cores";

    private Environment() {}

    /**
     * Describes this process.
     *
     * @param plugins each as {@link #describePlugin} gives it
     */
    static ObjectNode describe(List<ObjectNode> plugins) {
        Engine engine = ComputeEngine.start();
        ObjectNode json = JsonFiles.object();
        json.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("attune", version());
        json.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        json.put("engine", engine.getEngineName() + " " + engine.getVersion());
        json.put("djl", Engine.getDjlVersion());
        json.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        json.put("cpu", cpu());
        json.put("cores", Integer.getInteger(CORES, Runtime.getRuntime().availableProcessors()));
        json.put("memory-bytes", Runtime.getRuntime().maxMemory());
        ArrayNode array = json.putArray("plugins");
        plugins.forEach(plugin -> array.add(plugin.deepCopy()));
        return json;
    }

    /** Describes a plugin by its name, where it is from, and the hashes of its jars as they are now. */
    static ObjectNode describePlugin(PluginState plugin) {
        ObjectNode entry = JsonFiles.object().put("id", plugin.id()).put("source", plugin.source());
        describeJars(plugin, entry);
        return entry;
    }

    /** Returns the version of Attune. */
    public static String version() {
        Properties properties = new Properties();
        try (InputStream in = Environment.class.getResourceAsStream("/dev/attune/version.properties")) {
            properties.load(requireNonNull(in, "the build writes version.properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    /** Returns the name of the processor, as far as the platform tells. */
    public static String cpu() {
        Path info = Path.of("/proc/cpuinfo");
        if (Files.isReadable(info)) {
            try {
                for (String line : Files.readAllLines(info)) {
                    if (line.startsWith("model name")) {
                        return line.substring(line.indexOf(':') + 1).strip();
                    }
                }
            } catch (IOException e) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }

    /** Writes the hash of a plugin's jar; where it has libraries of its own, the hash of each, and one of all. */
    private static void describeJars(PluginState plugin, ObjectNode entry) {
        if (plugin.jars().size() <= 1) {
            hash(Path.of(plugin.source())).ifPresent(value -> entry.put("sha256", value));
            return;
        }
        ObjectNode jars = JsonFiles.object();
        plugin.jars()
                .forEach(jar ->
                        hash(jar).ifPresent(value -> jars.put(jar.getFileName().toString(), value)));
        entry.put("sha256", Sha256.of(jars.toString()));
        entry.set("jars", jars);
    }

    private static Optional<String> hash(Path jar) {
        if (!Files.isRegularFile(jar)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Sha256.of(jar));
        } catch (DataException e) {
            return Optional.empty();
        }
    }
}
