package dev.attune.runner.cli;

import dev.attune.runner.config.Describe;
import dev.attune.runner.plugin.PluginHost;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Describes one component. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description =
                "Describes a component: what it is, its publication, its options. Example: attune describe fusion rjcma")
final class DescribeCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "KIND",
            description = "fusion, temporal, encoder, dataset, loss, metric, media, transcriber or corpus.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Objects.requireNonNull(spec, "spec is null")
                .commandLine()
                .getOut()
                .print(new Describe(PluginHost.ofProcess().registry()).component(kind, name));
        return ExitCode.OK;
    }
}
