package dev.attune.runner.cli;

import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.plugin.PluginState;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists all plugins with their state. */
@Command(name = "plugins", mixinStandardHelpOptions = true, description = "Lists all plugins with their state.")
final class PluginsCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        for (PluginState plugin : PluginHost.ofProcess().states()) {
            Objects.requireNonNull(spec, "spec is null").commandLine().getOut().println(line(plugin));
        }
        return ExitCode.OK;
    }

    static String line(PluginState plugin) {
        String origin = plugin.id() + " (" + Path.of(plugin.source()).getFileName() + ")";
        return plugin.reason()
                .map(reason -> origin + ": NOT USED, " + reason)
                .orElseGet(() -> origin + ": "
                        + (plugin.components().isEmpty()
                                ? "no components"
                                : plugin.components().stream()
                                        .map(component -> component.kind().singular() + " " + component.name())
                                        .collect(Collectors.joining(", "))));
    }
}
