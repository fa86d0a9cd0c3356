package dev.attune.runner.cli;

import static java.util.Objects.requireNonNull;

import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.plugin.PluginState;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells an author everything that is wrong with a plugin. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what is wrong with a plugin: whether Attune would use it, and whether each of its components",
            "keeps the contract of its kind. Exit code 4 if anything is wrong."
        })
final class PluginVerifyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JAR", description = "The plugin's jar; or a folder of it and the jars that it needs.")
    private @Nullable Path plugin;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
    private ReportFormat format = ReportFormat.TEXT;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = requireNonNull(spec, "spec is null").commandLine().getOut();
        VerificationReport report =
                format == ReportFormat.JSON ? new VerificationReport.Json(out) : new VerificationReport.Text(out);
        ComputeEngine.start();
        PluginHost host = PluginHost.of(requireNonNull(plugin, "plugin is null"));
        for (PluginState state : host.states()) {
            if (!state.jars().isEmpty()) {
                report.begin(state);
                host.instance(state)
                        .filter(instance -> state.reason().isEmpty())
                        .ifPresent(instance -> PluginContracts.hold(instance, host, report));
            }
        }
        report.end();
        return report.isSound() ? ExitCode.OK : ExitCode.PLUGIN;
    }
}
