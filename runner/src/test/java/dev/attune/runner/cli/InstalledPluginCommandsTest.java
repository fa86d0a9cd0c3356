package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.runner.plugin.JarBuilder;
import dev.attune.runner.plugin.PluginSources;
import dev.attune.runner.trial.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses plugins that are jars in a folder, as somebody who was given them. */
final class InstalledPluginCommandsTest {
    private static final String BASE = """
            data: {type: synthetic, modalities: [visual, audio], train: 4, validation: 2, test: 2, frames: [30, 40],
                   dims: {visual: 12, audio: 10}, window: {length: 20, stride: 15}}
            training: {epochs: 2, batch: 4}
            """;

    @TempDir
    private Path folder;

    private Path plugins = Path.of("");
    private Path near = Path.of("");

    @BeforeEach
    void install() {
        plugins = folder.resolve("plugins");
        near = PluginSources.withMetric(folder, "near", "near-share").build(plugins.resolve("near/near.jar"));
    }

    private Cli attune(Object... words) {
        Stream<Object> all = Stream.concat(Stream.of(words), Stream.of("--plugins", plugins));
        return Cli.run(all.toArray());
    }

    private Path yaml(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path broken() {
        return PluginSources.withMetric(folder, "late", "late-share")
                .manifest("Attune-Api-Version: 2.0")
                .build(plugins.resolve("late.jar"));
    }

    @Test
    void pluginsAreListedWithTheirStateAndWhatToDo() throws IOException {
        Path broken = broken();

        Cli listed = attune("plugins");

        assertThat(listed.exitCode()).isZero();
        assertThat(listed.out())
                .contains("near (" + near + ")\n    metrics: near-share\n")
                .contains("late (" + broken
                        + ")\n    NOT USED: it was built against version 2.0 of the plugin interface, "
                        + "this Attune has 1.0; update Attune\n")
                .endsWith(" plugins, 1 of them not used.\n");
        JsonNode json = new ObjectMapper()
                .readTree(attune("plugins", "--format", "json").out());
        assertThat(json)
                .filteredOn(plugin -> !plugin.path("class-path").asBoolean())
                .extracting(plugin ->
                        plugin.path("id").asText() + " " + plugin.path("used").asBoolean())
                .containsExactly("late false", "near true");
        assertThat(Cli.run("plugins").out()).as("what was asked for once").doesNotContain("near-share");
    }

    @Test
    void componentsAreListedAndDescribedLikeAnyOther() {
        assertThat(attune("list", "metrics").out()).contains("near-share");
        assertThat(attune("describe", "metric", "near-share").out())
                .contains(
                        "The share of frames whose prediction is near the label.",
                        "within",
                        "How near is near.",
                        "0.1");
    }

    @Test
    void optionsAreCheckedLikeAnyOther() throws IOException {
        Path wrong = yaml("wrong.yaml", BASE + """
                metrics:
                  - ccc
                  - {type: near-share, wihtin: 0.2}
                  - {type: near-shar}
                """);

        Cli checked = attune("check", wrong);

        assertThat(checked.exitCode()).isEqualTo(2);
        assertThat(checked.err())
                .contains(wrong + ":6:24: metrics[1].wihtin: unknown option of near-share; did you mean within?")
                .contains(wrong + ":7:12: metrics[2]: found near-shar, wanted ")
                .contains("did you mean near-share?");
        assertThat(attune("check", yaml("far.yaml", BASE + "metrics: [ccc, {type: near-share, within: 2}]\n"))
                        .err())
                .contains("metrics[1].within: found 2, wanted a number between 0 and 1");
    }

    @Test
    void aBrokenPluginStopsOnlyWhoNeedsIt() throws IOException {
        PluginSources.withMetric(folder, "usurper", "ccc").build(plugins.resolve("usurper.jar"));
        PluginSources.withMetric(folder, "one", "shared").build(plugins.resolve("one.jar"));
        PluginSources.withMetric(folder, "two", "shared").build(plugins.resolve("two.jar"));
        broken();

        assertThat(attune("check", yaml("sound.yaml", BASE + "metrics: [ccc, near-share]\n"))
                        .exitCode())
                .isZero();

        Cli needed = attune("check", yaml("needed.yaml", BASE + "metrics: [ccc, shared]\n"));
        assertThat(needed.exitCode()).isEqualTo(ExitCode.PLUGIN);
        assertThat(needed.err())
                .contains("needed.yaml:4:16: metrics[1]: found shared, which is a metric of the plugin one, but "
                        + plugins.resolve("one.jar")
                        + " is not used: two plugins have a metric with the name shared: ");

        Cli maybe = attune("check", yaml("maybe.yaml", BASE + "metrics: [ccc, late-share]\n"));
        assertThat(maybe.exitCode()).isEqualTo(ExitCode.PLUGIN);
        assertThat(maybe.err())
                .contains("metrics[1]: found late-share, wanted the name of a metric: ")
                .contains("; the plugin late (" + plugins.resolve("late.jar")
                        + "), which may have it, is not used: it was built against version 2.0");
    }

    @Test
    void aStudyInWorkerProcessesUsesThePluginAndNamesItsJar() throws IOException {
        JarBuilder.in(folder)
                .source("pl.extra.Extra", "package pl.extra; public class Extra {}")
                .build(plugins.resolve("near/extra.jar"));
        Path yaml = yaml("study.yaml", """
                name: study
                base:
                  data: {type: synthetic, modalities: [visual, audio], train: 4, validation: 2, test: 2, frames: [30, 40],
                         dims: {visual: 12, audio: 10}, window: {length: 20, stride: 15}}
                  training: {epochs: 1, batch: 4}
                  metrics: [ccc, near-share]
                seeds: [1]
                variants: {concat: {fusion: concat}, late: {fusion: late}}
                compare: {primary: ccc.mean, baseline: late, resamples: 200}
                """);
        Path out = folder.resolve("out");

        Cli ran = attune("study", yaml, "--out", out, "--jobs", 2);

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(Files.readString(out.resolve("results.csv"))).contains("near-share");
        for (Path environment : environments(out)) {
            JsonNode json = new ObjectMapper().readTree(environment.toFile());
            JsonNode plugin = plugin(json, "near");
            assertThat(plugin.path("source").asText()).isEqualTo(near.toString());
            assertThat(plugin.path("jars").path("near.jar").asText()).isEqualTo(Sha256.of(near));
            assertThat(plugin.path("jars").path("extra.jar").asText())
                    .isEqualTo(Sha256.of(plugins.resolve("near/extra.jar")));
            assertThat(plugin.path("sha256").asText()).hasSize(64);
        }
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("near-share")
                .contains("plugin near");
    }

    private static List<Path> environments(Path study) throws IOException {
        try (Stream<Path> trials = Files.list(study.resolve("trials"))) {
            List<Path> files = trials.map(trial -> trial.resolve("environment.json"))
                    .filter(Files::exists)
                    .toList();
            assertThat(files).hasSize(2);
            return files;
        }
    }

    private static JsonNode plugin(JsonNode environment, String id) {
        for (JsonNode plugin : environment.path("plugins")) {
            if (plugin.path("id").asText().equals(id)) {
                return plugin;
            }
        }
        throw new AssertionError("no plugin " + id + " in " + environment);
    }

    @Test
    void aPluginThatFailsInAWorkerIsNamedInTheFailedRow() throws IOException {
        Path sloppy = PluginSources.withMetric(folder, "sloppy", "sloppy-share")
                .source("pl.sloppy.Share", PluginSources.metric("sloppy", "Integer.parseInt(\"none\");"))
                .build(plugins.resolve("sloppy.jar"));
        Path yaml = yaml("fails.yaml", BASE + "metrics: [ccc, sloppy-share]\n");

        Cli ran = attune("train", yaml, "--out", folder.resolve("run"));

        assertThat(ran.exitCode()).isEqualTo(ExitCode.PLUGIN);
        assertThat(ran.err())
                .contains("The plugin in " + sloppy + " failed at pl.sloppy.Share$State.<init> (Share.java:25): "
                        + "NumberFormatException: For input string: \"none\". Report this to its author.");
    }

    @Test
    void anArrayJobNamesThePlaces() throws IOException {
        Path yaml = yaml(
                "array.yaml",
                "name: array\nbase:\n" + BASE.indent(2) + "  metrics: [ccc, near-share]\nseeds: [1]\n"
                        + "variants: {late: {fusion: late}, concat: {fusion: concat}}\ncompare: {primary: ccc.mean, baseline: late}\n");
        Path out = folder.resolve("array");

        Cli emitted = attune("study", yaml, "--out", out, "--executor", "slurm");

        assertThat(emitted.exitCode()).as(emitted.err()).isZero();
        assertThat(Files.readString(out.resolve("slurm/array.sh"))).contains(" --plugins " + plugins + " trial ");
    }

    @Test
    void placesBeforeAndAfterTheCommandCount() {
        Path other = PluginSources.withMetric(folder, "other", "other-share").build(folder.resolve("other.jar"));

        Cli listed = Cli.run("--plugins", other, "list", "metrics", "--plugins", near);

        assertThat(listed.out()).contains("near-share", "other-share");
    }

    @Test
    void aPluginThatSomeLinesUseIsNoOtherVersionOfTheCode() throws IOException {
        Path yaml = yaml(
                "some.yaml",
                "name: some\nbase:\n" + BASE.replace("epochs: 2", "epochs: 1").indent(2) + """
                        seeds: [1]
                        variants: {with: {metrics: [ccc, near-share]}, without: {fusion: late, metrics: [ccc]}}
                        compare: {primary: ccc.mean, baseline: without, resamples: 200}
                        """);

        Cli ran = attune("study", yaml, "--out", folder.resolve("some"), "--executor", "in-process");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("with - without = ").doesNotContain("versions of the code");
    }

    @Test
    void onlyPluginsThatATrialUsesAreRecorded() throws IOException {
        PluginSources.withMetric(folder, "idle", "idle-share").build(plugins.resolve("idle.jar"));
        Path out = folder.resolve("run");

        Cli ran = attune(
                "train",
                yaml("used.yaml", BASE + "metrics: [ccc, near-share]\n"),
                "--out",
                out,
                "--executor",
                "in-process");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        try (Stream<Path> files = Files.walk(out)) {
            Path environment = files.filter(file -> file.endsWith("environment.json"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(environment))
                    .contains("\"near\"", "\"rjcma\"")
                    .doesNotContain("idle");
        }
    }

    @Test
    void optionsOfATypeThatNobodyCanWriteAreToldByVerifyAndStopNobodyElse() {
        Path odd = PluginSources.withMetric(folder, "odd", "odd-share")
                .source(
                        "pl.odd.Factory",
                        PluginSources.factory("odd", "odd-share", "")
                                .replace("double within", "Thread within")
                                .replace("@Range(min = 0, max = 1) ", "")
                                .replace("options.within()", "0.1"))
                .build(plugins.resolve("odd.jar"));

        assertThat(attune("list").exitCode()).isZero();
        assertThat(attune("list", "metrics").out()).contains("near-share");
        Cli verified = Cli.run("plugin", "verify", odd);
        assertThat(verified.exitCode()).isEqualTo(ExitCode.PLUGIN);
        assertThat(verified.out())
                .contains("FAILED: has options that can be made of their defaults")
                .contains("Thread");
    }

    @Test
    void aPlaceThatIsNoneIsSaid() {
        Cli listed = Cli.run("plugins", "--plugins", folder.resolve("nowhere"));

        assertThat(listed.exitCode()).isEqualTo(ExitCode.PLUGIN);
        assertThat(listed.err()).startsWith("--plugins names " + folder.resolve("nowhere") + ", which does not exist");
    }
}
