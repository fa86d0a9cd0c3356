package dev.attune.runner.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.AttunePlugin;
import dev.attune.api.metric.MetricFactory;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a plugin of today's interface in an Attune whose interface has more methods. */
final class EvolvedInterfaceTest {
    /** Asks a plugin for what it never heard of, in a Java of its own that sees the later interface first. */
    private static final String ASKING = """
            package later;

            import dev.attune.api.AttunePlugin;
            import dev.attune.api.metric.MetricFactory;
            import dev.attune.runner.plugin.PluginHost;
            import dev.attune.runner.plugin.PluginPath;
            import java.nio.file.Path;
            import java.util.List;

            public final class Asking {
                public static void main(String[] arguments) throws Exception {
                    PluginHost host = PluginHost.of(new PluginPath(List.of(Path.of(arguments[0]))));
                    MetricFactory<?> factory = host.registry().metrics().get("near-share");
                    AttunePlugin plugin = (AttunePlugin) factory.getClass().getClassLoader()
                            .loadClass("pl.near.Plugin").getConstructor().newInstance();
                    System.out.println(plugin.gadgets() + " " + factory.colour() + " " + factory.name());
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void anOldJarRunsAfterDefaultMethodsAreAdded() throws IOException, InterruptedException {
        Path old = PluginSources.withMetric(folder, "near", "near-share").build(folder.resolve("plugins/near.jar"));
        Path later = JarBuilder.in(folder)
                .source(
                        AttunePlugin.class.getName(),
                        withMethod(AttunePlugin.class, "default List<String> gadgets() { return List.of(); }"))
                .source(
                        MetricFactory.class.getName(),
                        withMethod(MetricFactory.class, "default String colour() { return \"grey\"; }"))
                .source("later.Asking", ASKING)
                .build(folder.resolve("later.jar"));

        assertThat(run(later, "later.Asking", old.toString())).endsWith("[] grey near-share\n");
    }

    /** Returns the present source of an interface with one method more. */
    private static String withMethod(Class<?> type, String method) throws IOException {
        Path source = Path.of("../api/src/main/java", type.getName().replace('.', '/') + ".java");
        String text = Files.readString(source).stripTrailing();
        assertThat(text).endsWith("}");
        return text.substring(0, text.length() - 1) + "    " + method + "\n}\n";
    }

    private String run(Path first, String mainClass, String argument) throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dai.djl.offline=true",
                        "-cp",
                        first + File.pathSeparator + System.getProperty("java.class.path"),
                        mainClass,
                        argument)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        process.waitFor();
        return Files.readString(said, StandardCharsets.UTF_8);
    }
}
