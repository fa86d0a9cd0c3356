package dev.attune.runner.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in messages are what a user can type. */
final class ProgramCommandTest {
    @TempDir
    private Path folder;

    @Test
    void withoutAScriptTheNameIsThatOnThePath() {
        assertThat(System.getProperty(ProgramCommand.PROPERTY)).isNull();
        assertThat(ProgramCommand.unlockTest("my runs/don't"))
                .isEqualTo("attune unlock-test 'my runs/don'\\''t' --reason \"...\"");
    }

    @Test
    void theScriptSaysHowItWasCalled() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        Path script = Files.copy(Path.of("../attune"), home.resolve("attune"));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Files.writeString(Files.createDirectories(home.resolve("runner/target")).resolve("attune.classpath"), "x.jar");
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nfor word in \"$@\"; do echo \"$word\"; done\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Path link = Files.createSymbolicLink(folder.resolve("short"), script);

        assertThat(arguments(home, "./attune")).contains("-Dattune.name=./attune");
        assertThat(arguments(folder, "home/attune"))
                .contains("-Dattune.name=home/attune", "-Dattune.launcher=" + script.toRealPath());
        assertThat(arguments(home, link.toString()))
                .contains("-Dattune.name=" + link, "-Dattune.launcher=" + script.toRealPath());
    }

    private List<String> arguments(Path from, String command) throws IOException, InterruptedException {
        ProcessBuilder start = new ProcessBuilder("/bin/sh", "-c", command + " list").directory(from.toFile());
        start.environment().put("ATTUNE_BUILD", "never");
        start.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        start.environment().remove("ATTUNE_CLASSPATH");
        start.environment().remove("ATTUNE_OPTS");
        Process process = start.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.lines().toList();
    }
}
