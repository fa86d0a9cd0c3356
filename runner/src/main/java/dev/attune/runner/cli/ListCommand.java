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

/** Lists components. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Lists all components, or those of one kind: fusions, temporals, encoders, datasets, losses, metrics, media,"
                        + " transcribers, corpora.")
final class ListCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "KIND", description = "A kind of component.")
    private @Nullable String kind;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Describe describe = new Describe(PluginHost.ofProcess().registry());
        String text = kind == null ? describe.list() : describe.list(Describe.kind(kind));
        Objects.requireNonNull(spec, "spec is null").commandLine().getOut().print(text);
        return ExitCode.OK;
    }
}
