package dev.attune.runner.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.runner.plugin.ComponentKind;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.plugin.PluginState;
import dev.attune.runner.plugin.PluginState.OfferedComponent;
import dev.attune.runner.trial.JsonFiles;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists all plugins with their state. */
@Command(
        name = "plugins",
        mixinStandardHelpOptions = true,
        description = "Lists all plugins: where each comes from, what it offers, or why it is not used and what to do.")
final class PluginsCommand implements Callable<Integer> {
    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
    private ReportFormat format = ReportFormat.TEXT;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = requireNonNull(spec, "spec is null").commandLine().getOut();
        List<PluginState> plugins = PluginHost.ofProcess().states();
        if (format == ReportFormat.JSON) {
            ArrayNode array = JsonFiles.object().putArray("plugins");
            plugins.forEach(plugin -> describe(plugin, array.addObject()));
            out.println(array.toPrettyString());
            return ExitCode.OK;
        }
        plugins.forEach(plugin -> print(plugin, out));
        long unused =
                plugins.stream().filter(plugin -> plugin.reason().isPresent()).count();
        out.println(
                unused == 0
                        ? plugins.size() + " plugins, all in use."
                        : plugins.size() + " plugins, " + unused + " of them not used.");
        return ExitCode.OK;
    }

    private static void print(PluginState plugin, PrintWriter out) {
        out.println(plugin.id() + " (" + (plugin.jars().isEmpty() ? fileName(plugin) : plugin.source()) + ")");
        plugin.reason().ifPresent(reason -> out.println("    NOT USED: " + reason));
        for (ComponentKind kind : ComponentKind.values()) {
            String names = plugin.components().stream()
                    .filter(component -> component.kind() == kind)
                    .map(OfferedComponent::name)
                    .collect(Collectors.joining(", "));
            if (!names.isEmpty()) {
                out.println("    " + kind.plural() + ": " + names);
            }
        }
        if (plugin.reason().isEmpty() && plugin.components().isEmpty()) {
            out.println("    no components");
        }
    }

    private static void describe(PluginState plugin, ObjectNode json) {
        json.put("id", plugin.id());
        json.put("source", plugin.source());
        json.put("class-path", plugin.jars().isEmpty());
        json.put("used", plugin.reason().isEmpty());
        plugin.reason().ifPresent(reason -> json.put("reason", reason));
        ArrayNode components = json.putArray("components");
        plugin.components()
                .forEach(component -> components
                        .addObject()
                        .put("kind", component.kind().singular())
                        .put("name", component.name()));
    }

    /** Describes a plugin in one line. */
    static String line(PluginState plugin) {
        return plugin.id() + " (" + fileName(plugin) + "): "
                + plugin.reason().map(reason -> "NOT USED, " + reason).orElseGet(() -> components(plugin));
    }

    private static String components(PluginState plugin) {
        return plugin.components().isEmpty()
                ? "no components"
                : plugin.components().stream()
                        .map(component -> component.kind().singular() + " " + component.name())
                        .collect(Collectors.joining(", "));
    }

    private static String fileName(PluginState plugin) {
        return Path.of(plugin.source()).getFileName().toString();
    }
}
