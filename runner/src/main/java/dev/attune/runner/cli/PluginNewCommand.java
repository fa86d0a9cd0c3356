package dev.attune.runner.cli;

import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.scaffold.PluginProject;
import dev.attune.runner.scaffold.ProjectKind;
import dev.attune.runner.trial.Environment;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the project of a new plugin. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a Maven project for a plugin with one component, which builds, passes its tests and runs as it is.",
            "Example: attune plugin new gated-sum --package org.lab.gatedsum"
        })
final class PluginNewCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "NAME",
            description = "The name of plugin and component: lower-case letters, digits and hyphens.")
    private String name = "";

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "fusion, encoder, metric, loss, temporal or dataset (default: fusion).")
    private ProjectKind kind = ProjectKind.FUSION;

    @Option(
            names = "--package",
            paramLabel = "PACKAGE",
            description = "The Java package of its classes (default: one in com.example).")
    private @Nullable String javaPackage;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder to write; it must not exist, or be empty (default: ./NAME).")
    private @Nullable Path out;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        String version = Environment.version();
        PluginProject project =
                new PluginProject(name, kind, Optional.ofNullable(javaPackage), version, PluginHost.ofProcess());
        Path folder = out == null ? Path.of(name) : out;
        project.write(folder);
        PrintWriter answer =
                Objects.requireNonNull(spec, "spec is null").commandLine().getOut();
        answer.println(
                "Made: " + folder + ", a project for the " + kind.component().phrase() + " " + name + ". Next:");
        answer.println();
        if (version.endsWith("-SNAPSHOT")) {
            install().ifPresent(command -> line(answer, command));
        }
        line(answer, "cd " + Launcher.shell(List.of(folder.toString())));
        line(answer, "mvn verify");
        String attune = Launcher.shell(Launcher.command());
        line(answer, attune + " plugin verify " + project.jar());
        kind.commands().forEach(command -> line(answer, attune + " " + project.arguments(command)));
        return ExitCode.OK;
    }

    /** Returns what puts the interface and its tests where Maven finds them: a snapshot is published nowhere. */
    private static Optional<String> install() {
        return Launcher.home()
                .map(home ->
                        "mvn -q -DskipTests -pl testkit -am install -f " + Launcher.shell(List.of(home.toString())));
    }

    private static void line(PrintWriter answer, String command) {
        answer.println("    " + command);
    }
}
