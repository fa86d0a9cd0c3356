package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PluginNewCommandTest {
    @TempDir
    private Path temporary;

    @Test
    void writesAProjectAndSaysWhatToTypeNext() {
        Path out = temporary.resolve("project");
        Cli run = Cli.run("plugin", "new", "soft-vote", "--kind", "metric", "--package", "org.lab.votes", "--out", out);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("Made: " + out + ", a project for the metric soft-vote. Next:")
                .contains("    cd " + out, "    mvn verify")
                .contains(" plugin verify target/soft-vote-0.1.0.jar")
                .contains(" --plugins target/soft-vote-0.1.0.jar train experiment.yaml");
        assertThat(out.resolve("src/main/java/org/lab/votes/SoftVoteMetric.java"))
                .isRegularFile();
    }

    @Test
    void mistakesAreAnsweredWithoutAFolder() {
        Path out = temporary.resolve("project");
        Cli name = Cli.run("plugin", "new", "SoftVote", "--out", out);
        assertThat(name.exitCode()).isEqualTo(2);
        assertThat(name.err()).contains("how about soft-vote?").doesNotContain("\tat ");
        Cli kind = Cli.run("plugin", "new", "soft-vote", "--kind", "classifier", "--out", out);
        assertThat(kind.exitCode()).isEqualTo(2);
        assertThat(kind.err()).contains("classifier").contains("FUSION");
        assertThat(out).doesNotExist();
        assertThat(Cli.run("plugin").out()).contains("new").contains("Writes a Maven project");
    }
}
