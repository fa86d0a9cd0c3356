package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

/** A command loads what it needs and no more: neither the engine nor, without a message, the logging. */
final class StartTest {
    private static final String ENGINE = "ai.djl.pytorch.";
    private static final String EXPERIMENT = """
            data:
              type: synthetic
              window: {length: 16, stride: 16}
            fusion: rjcma
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "check FILE", "check --help", "list", "describe fusion rjcma"})
    void aQuestionStartsNoEngineAndNoLogging(String command) throws Exception {
        List<String> log = log(command);
        assertThat(log).anyMatch(line -> line.contains(" " + AttuneCommand.class.getName() + " "));
        assertThat(log)
                .noneMatch(line -> line.contains(ENGINE))
                .noneMatch(line -> line.contains("ch.qos.logback."))
                .noneMatch(line -> line.contains("Loaded library") && line.contains("torch"));
    }

    @Test
    void whatNeedsTheEngineStartsIt() throws Exception {
        assertThat(log("doctor"))
                .anyMatch(line -> line.contains(ENGINE))
                .anyMatch(line -> line.contains("Loaded library") && line.contains("torch"));
    }

    @Test
    void everyCommandHasTheNameByWhichItIsKnown() {
        assertThat(Subcommands.neededFor()).hasSizeGreaterThan(10);
        Subcommands.neededFor()
                .forEach((name, command) -> assertThat(command.get()
                                .getClass()
                                .getAnnotation(Command.class)
                                .name())
                        .isEqualTo(name));
    }

    @Test
    void aCommandLineThatBeginsWithACommandNeedsNoOther() {
        assertThat(Subcommands.neededFor("check", "file").keySet()).containsExactly("check");
        assertThat(Subcommands.neededFor("--verbose", "plan").keySet()).containsExactly("plan");
        assertThat(Subcommands.neededFor("--help", "plan")).hasSizeGreaterThan(10);
        assertThat(Cli.run("chek", "file").err()).contains("check");
    }

    /** Returns which classes and libraries a command loads, in a JVM of its own. */
    private List<String> log(String command) throws IOException, InterruptedException {
        Path experiment = Files.writeString(folder.resolve("experiment.yaml"), EXPERIMENT);
        Path log = folder.resolve("log.txt");
        Path output = folder.resolve("output.txt");
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.add("-Xlog:class+load=info,library=info:file=" + log);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), AttuneCommand.class.getName()));
        Stream.of(command.split(" "))
                .map(word -> word.equals("FILE") ? experiment.toString() : word)
                .forEach(line::add);
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(output)).isZero();
        return Files.readAllLines(log);
    }
}
