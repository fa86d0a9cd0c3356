package dev.attune.runner.trial;

import static dev.attune.runner.trial.TrialFixture.BASE;
import static dev.attune.runner.trial.TrialFixture.content;
import static dev.attune.runner.trial.TrialFixture.files;
import static dev.attune.runner.trial.TrialFixture.finish;
import static dev.attune.runner.trial.TrialFixture.runner;
import static dev.attune.runner.trial.TrialFixture.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.DataException;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Does to a process that runs a trial what happens to processes. */
final class TrialProcessTest {
    private static final String LONG = BASE
            + "training: {epochs: 20, batch: 3, threads: 1, optimizer: {lr: 0.01}, early-stopping: {on: ccc.mean, patience: 0}}\n";

    @TempDir
    private Path folder;

    @Test
    void aTrialSurvivesTheDeathOfItsProcess() throws IOException, InterruptedException {
        StudyPlan.Trial trial = trial(LONG);
        Path yaml = Files.writeString(folder.resolve("exp.yaml"), LONG);
        TrialFolder at = new TrialFolder(folder.resolve("killed"));
        Process process = TrialProcess.start(List.of(), yaml, at, folder.resolve("output"));
        try {
            waitForEpochs(at, 3, process);
            assertThatThrownBy(() -> finish(trial, at))
                    .isInstanceOf(FolderInUseException.class)
                    .hasMessageStartingWith(
                            at.path() + " is in use by process " + process.pid() + " (trial " + trial.id() + ") on ")
                    .hasMessageMatching(
                            "(?s).* since \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ; wait until that ends\\.");
        } finally {
            process.destroyForcibly(); // as kill -9
        }
        // The system releases the lock of a dead process, but a process takes a moment to die.
        List<Integer> numbers = new ArrayList<>();
        new TrialRunner(PluginHost.ofProcess().states(), Duration.ofSeconds(30))
                .run(trial, at, Goal.FINISH, epoch -> numbers.add(epoch.number()));
        assertThat(numbers.get(0)).as("the first epoch after the death").isBetween(3, 20);
        TrialFolder straight = new TrialFolder(folder.resolve("straight"));
        finish(trial, straight);
        assertThat(content(at)).isEqualTo(content(straight));
    }

    private static void waitForEpochs(TrialFolder at, int epochs, Process process) throws InterruptedException {
        while (at.epochs().size() < epochs) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(20);
        }
    }

    /** A limit on the size of files is met as a full disk is: in the middle of a write. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskLeavesWhatWasFinished() throws IOException, InterruptedException {
        StudyPlan.Trial trial =
                trial(BASE.replace("[6, 6]", "[32, 32]") + "training: {epochs: 4, batch: 3, threads: 1}\n");
        Path yaml = Files.writeString(
                folder.resolve("exp.yaml"),
                BASE.replace("[6, 6]", "[32, 32]") + "training: {epochs: 4, batch: 3, threads: 1}\n");
        TrialFolder at = new TrialFolder(folder.resolve("full"));
        runner().run(trial, at, new Goal(2), TrainingListener.SILENT);
        long largest = Files.size(at.last()) / 1024;
        assertThat(Files.size(at.best()) / 1024).isLessThan(largest / 2);
        List<String> before = files(at);
        byte[] last = Files.readAllBytes(at.last());
        Path output = folder.resolve("output");
        Process process = TrialProcess.start(
                List.of("bash", "-c", "ulimit -f " + (largest - 1) + "; exec \"$@\"", "bash"), yaml, at, output);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output))
                .contains("DataException: " + at.last() + " cannot be written: File too large");
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(files(at)).as("no half file").isEqualTo(before);
        assertThat(Files.readAllBytes(at.last())).isEqualTo(last);
        finish(trial, at);
        TrialFolder straight = new TrialFolder(folder.resolve("straight"));
        finish(trial, straight);
        assertThat(content(at)).isEqualTo(content(straight));
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        StudyPlan.Trial trial = trial(LONG.replace("epochs: 20", "epochs: 2"));
        TrialFolder at = new TrialFolder(folder.resolve("trial"));
        runner().run(trial, at, new Goal(1), TrainingListener.SILENT);
        Path predictions = Files.writeString(at.path().resolve("predictions"), "in the way");
        assertThatThrownBy(() -> finish(trial, at))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(predictions.toString())
                .hasMessageContaining("Not a directory");
        assertThat(at.result()).isEmpty();
        assertThat(at.epochs()).hasSize(2);
        Files.delete(predictions);
        TrialFolder straight = new TrialFolder(folder.resolve("straight"));
        assertThat(finish(trial, at)).isEqualTo(finish(trial, straight));
        assertThat(content(at)).isEqualTo(content(straight));
    }
}
