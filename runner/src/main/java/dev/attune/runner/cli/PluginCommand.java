package dev.attune.runner.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Helps those who write plugins. */
@Command(
        name = "plugin",
        mixinStandardHelpOptions = true,
        description = "Helps those who write plugins; docs/plugins.md is the guide.",
        subcommands = {PluginNewCommand.class, PluginVerifyCommand.class})
final class PluginCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec command = Objects.requireNonNull(spec, "spec is null");
        command.commandLine().usage(command.commandLine().getOut());
        return ExitCode.OK;
    }
}
