package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.runner.plugin.PluginSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifies jars as their author does. */
final class PluginVerifyCommandTest {
    @TempDir
    private Path folder;

    private Path jar(String name) {
        return folder.resolve(name + ".jar");
    }

    @Test
    void aSoundPluginIsSaidToBe() {
        Path jar = PluginSources.withMetric(folder, "near", "near-share").build(jar("near"));

        Cli verified = Cli.run("plugin", "verify", jar);

        assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
        assertThat(verified.out())
                .startsWith("near (" + jar + ")\n    Attune would use it.\n")
                .containsPattern("\nplugin near: (\\d+) of \\1 checks passed\n")
                .containsPattern("\nmetric near-share: (\\d+) of \\1 checks passed\n")
                .containsPattern("Nothing wrong was found in \\d+ checks\\.\n$");
    }

    @Test
    void aBrokenPromiseIsExplained() throws IOException {
        // It forgets what another state has seen.
        String forgetful = PluginSources.metric("forgetful", "").replace("all += state.all;", "");
        Path jar = PluginSources.withMetric(folder, "forgetful", "forgetful-share")
                .source("pl.forgetful.Share", forgetful)
                .build(jar("forgetful"));

        Cli verified = Cli.run("plugin", "verify", jar);

        assertThat(verified.exitCode()).isEqualTo(ExitCode.PLUGIN);
        assertThat(verified.out())
                .contains("    FAILED: merging equals adding in any order")
                .containsPattern("\n\\d+ of \\d+ checks failed\\.\n$");
        JsonNode json = new ObjectMapper()
                .readTree(Cli.run("plugin", "verify", jar, "--format", "json").out());
        assertThat(json.path("sound").asBoolean()).isFalse();
        assertThat(json.path("plugins").path(0).path("id").asText()).isEqualTo("forgetful");
        assertThat(json.path("checks"))
                .filteredOn(check -> check.path("status").asText().equals("failed"))
                .allSatisfy(check -> assertThat(check.path("message").asText()).isNotBlank())
                .isNotEmpty();
    }

    @Test
    void whatAttuneWouldNotUseIsRefused() throws IOException {
        Path jar = PluginSources.withMetric(folder, "late", "late-share")
                .manifest("Attune-Api-Version: 2.0")
                .build(jar("late"));

        Cli verified = Cli.run("plugin", "verify", jar);

        assertThat(verified.exitCode()).isEqualTo(ExitCode.PLUGIN);
        assertThat(verified.out())
                .isEqualTo("late (" + jar + ")\n"
                        + "    REFUSED: it was built against version 2.0 of the plugin interface, this Attune has 1.0; update Attune\n"
                        + "Attune would not use this plugin; mend what is said above, and verify it again.\n");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Cli nothing = Cli.run("plugin", "verify", empty);
        assertThat(nothing.exitCode()).isEqualTo(ExitCode.PLUGIN);
        assertThat(nothing.out()).contains("empty (" + empty + ")\n    REFUSED: the folder holds no jar");
        assertThat(Cli.run("plugin", "verify", folder.resolve("gone.jar")).err())
                .isEqualTo(folder.resolve("gone.jar")
                        + " does not exist; wanted the jar of a plugin, or the folder of its jars.\n");
        assertThat(Cli.run("plugin", "verify", Files.writeString(folder.resolve("notes.txt"), "no jar"))
                        .err())
                .isEqualTo(folder.resolve("notes.txt")
                        + " is no jar; wanted the jar of a plugin, or the folder of its jars.\n");
    }
}
