package dev.attune.runner.trial;

import static dev.attune.runner.trial.TrialFixture.content;
import static dev.attune.runner.trial.TrialFixture.finish;
import static dev.attune.runner.trial.TrialFixture.runner;
import static dev.attune.runner.trial.TrialFixture.trained;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.engine.ComputeEngine;
import dev.attune.runner.train.TrainingListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trial that is interrupted leaves the same bytes as one that is not. */
final class ResumeTest {
    private static final String ADAM = """
            {epochs: 8, batch: 3, threads: 1, optimizer: {type: adam, lr: 0.03},
             schedule: {type: plateau, patience: 0, factor: 0.5}, early-stopping: {on: ccc.mean, patience: 2},
             modality-dropout: {audio: 0.3}}""";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {ADAM, """
                {epochs: 5, batch: 3, threads: 1, optimizer: {type: adamw, lr: 0.02, weight-decay: 0.1},
                 schedule: {type: cosine, warmup: 2}, gradient-clip: 0.5, modality-dropout: {visual: 0.3}}""", """
                {epochs: 6, batch: 4, threads: 1, optimizer: {type: sgd, lr: 0.1, momentum: 0.9},
                 schedule: {type: plateau, patience: 0, factor: 0.3, warmup: 3, warmup-type: reference}}""", """
                {epochs: 3, batch: 4, threads: 1, optimizer: {type: sgd, lr: 0.1}, schedule: {type: none}, shuffle: false}"""})
    void interruptionsLeaveNoTrace(String training) {
        StudyPlan.Trial trial = trained(training);
        TrialFolder straight = new TrialFolder(folder.resolve("straight"));
        TrialResult result = finish(trial, straight);
        Map<String, List<Byte>> expected = content(straight);
        assertThat(expected).containsKeys("result.json", "checkpoint/best.safetensors", "metrics.jsonl");
        assertThat(expected).doesNotContainKey("checkpoint/last.safetensors");

        TrialFolder paused = new TrialFolder(folder.resolve("paused"));
        for (int epochs = 1; epochs < result.epochs(); epochs++) {
            assertThat(runner().run(trial, paused, new Goal(epochs), TrainingListener.SILENT))
                    .isEqualTo(new TrialOutcome.Paused(epochs));
            assertThat(paused.epochs()).hasSize(epochs);
            assertThat(paused.result()).isEmpty();
        }
        assertThat(finish(trial, paused)).isEqualTo(result);
        assertThat(content(paused)).isEqualTo(expected);
        assertThat(explode(training)).as("epochs of the interrupted run").isBetween(2, result.epochs());
    }

    /** Breaks off in the middle of epochs, by a loss that throws: a graph would not call it again. */
    private int explode(String training) {
        StudyPlan.Trial trial = trained(training.replace("threads: 1", "threads: 1, compile: off"));
        TrialFolder straight = new TrialFolder(folder.resolve("straight, not compiled"));
        TrialResult result = finish(trial, straight);
        TrialFolder exploded = new TrialFolder(folder.resolve("exploded"));
        for (int steps : new int[] {0, 5, 6, 2}) { // an epoch has at most four
            assertThatThrownBy(() -> finish(ExplodingLoss.in(trial, steps), exploded))
                    .isInstanceOf(ExplodingLoss.Explosion.class);
        }
        int epochs = exploded.epochs().size();
        assertThat(finish(trial, exploded)).isEqualTo(result);
        assertThat(content(exploded)).isEqualTo(content(straight));
        return epochs;
    }

    @Test
    void earlyStoppingIsResumedToo() {
        StudyPlan.Trial trial = trained(ADAM);
        TrialFolder trialFolder = new TrialFolder(folder.resolve("trial"));
        TrialResult result = finish(trial, trialFolder);
        assertThat(result.epochs())
                .as("stopped early, or the other test proves less")
                .isBetween(3, 7);
        assertThat(result.bestEpoch()).isEqualTo(result.epochs() - 2);
        List<TrainingListener.Epoch> epochs = trialFolder.epochs();
        assertThat(epochs.stream().map(TrainingListener.Epoch::learningRate).distinct())
                .as("the schedule acted")
                .hasSizeGreaterThan(1);
        assertThat(epochs.get(result.bestEpoch() - 1).validation())
                .as("the figures of the best epoch are those of the result")
                .containsExactlyInAnyOrderElementsOf(result.of(Split.VALIDATION));
        assertThat(epochs.get(0).of()).isEqualTo(8);

        StudyPlan.Trial another = trained(ADAM.replace("0.03", "0.04"));
        assertThatThrownBy(() -> finish(another, trialFolder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        trialFolder.path() + " holds the result of trial " + trial.id() + ", wanted " + another.id());
        // A finished trial is not run again, whatever the goal; nor is one whose goal is met.
        List<TrainingListener.Epoch> more = new ArrayList<>();
        assertThat(runner().run(trial, trialFolder, new Goal(1), more::add))
                .isEqualTo(new TrialOutcome.Finished(result));
        TrialFolder ahead = new TrialFolder(folder.resolve("ahead"));
        runner().run(trial, ahead, new Goal(2), TrainingListener.SILENT);
        assertThat(runner().run(trial, ahead, new Goal(1), more::add)).isEqualTo(new TrialOutcome.Paused(2));
        assertThat(more).isEmpty();
        // The goal that coincides with the end is the end.
        assertThat(runner().run(trial, ahead, new Goal(result.epochs()), more::add))
                .isEqualTo(new TrialOutcome.Finished(result));
    }

    @Test
    void aListenerMayStopATrialBetweenEpochs() {
        StudyPlan.Trial trial = trained(ADAM);
        TrialFolder trialFolder = new TrialFolder(folder.resolve("trial"));
        assertThatThrownBy(() -> finish(trial, trialFolder, epoch -> {
                    if (epoch.number() == 2) {
                        throw new CancellationException("enough");
                    }
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(firstEpochOf(trial, trialFolder)).isEqualTo(3);
    }

    /** Whatever is wrong with a checkpoint, the trial starts again and ends as it should. */
    @Test
    void aCheckpointThatCannotBeUsedIsNot() {
        StudyPlan.Trial trial = trained(ADAM.replace("epochs: 8", "epochs: 3"));
        TrialFolder straight = new TrialFolder(folder.resolve("straight"));
        finish(trial, straight);
        Map<String, List<Byte>> expected = content(straight);
        Map<String, Consumer<TrialFolder>> faults = Map.ofEntries(
                Map.entry("cut off", at -> rewrite(at.last(), bytes -> Arrays.copyOf(bytes, bytes.length - 4))),
                Map.entry("too long", at -> rewrite(at.last(), bytes -> Arrays.copyOf(bytes, bytes.length + 4))),
                Map.entry("cut off in the header", at -> rewrite(at.last(), bytes -> Arrays.copyOf(bytes, 40))),
                Map.entry("empty", at -> rewrite(at.last(), bytes -> new byte[0])),
                Map.entry(
                        "no safetensors",
                        at -> rewrite(at.last(), bytes -> "not at all, dear".getBytes(StandardCharsets.UTF_8))),
                Map.entry("another format", at -> rewriteText(at.last(), "\"format\":\"1\"", "\"format\":\"0\"")),
                Map.entry(
                        "another trial",
                        at -> rewriteText(
                                at.last(), trial.id(), "0".repeat(trial.id().length()))),
                Map.entry("another model", at -> rewriteText(at.last(), "model.head", "model.hood")),
                Map.entry("another optimiser", at -> rewriteText(at.last(), "optimizer.first", "optimizer.worst")),
                Map.entry("no best parameters", at -> delete(at.best())),
                Map.entry("best parameters cut off", at -> rewrite(at.best(), bytes -> Arrays.copyOf(bytes, 99))),
                Map.entry("fewer lines than epochs", at -> delete(at.path().resolve("metrics.jsonl"))),
                Map.entry("no environment", at -> delete(at.path().resolve("environment.json"))),
                Map.entry("other data", at -> change(at, json -> json.put("data-sha256", "0"))),
                Map.entry("another version", at -> change(at, json -> json.put("attune", "0.0.1"))),
                Map.entry("another engine", at -> change(at, json -> json.put("engine", "PyTorch 1.0.0"))),
                Map.entry(
                        "another plugin",
                        at -> change(
                                at,
                                json -> json.withArrayProperty("plugins")
                                        .forEach(plugin -> ((ObjectNode) plugin).put("sha256", "0")))));
        TrialFolder sound = new TrialFolder(folder.resolve("sound"));
        runner().run(trial, sound, new Goal(2), TrainingListener.SILENT);
        faults.forEach((name, fault) -> {
            TrialFolder broken = TrialFixture.copy(sound, folder.resolve(name));
            fault.accept(broken);
            assertThat(firstEpochOf(trial, broken)).as(name).isEqualTo(1);
            assertThat(content(broken)).as(name).isEqualTo(expected);
        });
    }

    /** What a newer version wrote is left to it. */
    @Test
    void aCheckpointOfANewerVersionIsRefused() {
        StudyPlan.Trial trial = trained(ADAM.replace("epochs: 8", "epochs: 3"));
        TrialFolder at = new TrialFolder(folder.resolve("newer"));
        runner().run(trial, at, new Goal(2), TrainingListener.SILENT);
        rewriteText(at.last(), "\"format\":\"1\"", "\"format\":\"9\"");
        assertThatThrownBy(() -> runner().run(trial, at, Goal.FINISH, TrainingListener.SILENT))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("was written by a newer version of Attune: it has format 9");
        assertThat(at.last()).exists();
    }

    /** What a program that is killed at the worst moment leaves does no harm. */
    @Test
    void whatAKilledProgramLeavesIsTidiedUp() throws IOException {
        StudyPlan.Trial trial = trained(ADAM.replace("epochs: 8", "epochs: 4"));
        TrialFolder straight = new TrialFolder(folder.resolve("straight"));
        TrialResult result = finish(trial, straight);
        TrialFolder killed = new TrialFolder(folder.resolve("killed"));
        runner().run(trial, killed, new Goal(2), TrainingListener.SILENT);
        // Killed while it wrote the line of epoch 3, and a checkpoint.
        Files.writeString(
                killed.path().resolve("metrics.jsonl"), "{\"epoch\":3,\"of\":4,\"lear", StandardOpenOption.APPEND);
        Files.writeString(killed.path().resolve("checkpoint/.last.safetensors.4711.part"), "half");
        assertThat(killed.epochs()).hasSize(2);
        killed.recordFailure("killed", List.of());
        assertThat(firstEpochOf(trial, killed)).isEqualTo(3);
        assertThat(content(killed)).isEqualTo(content(straight));

        // Killed after the best parameters and the line of epoch 3, before its state.
        TrialFolder late = new TrialFolder(folder.resolve("late"));
        runner().run(trial, late, new Goal(2), TrainingListener.SILENT);
        byte[] last = Files.readAllBytes(late.last());
        runner().run(trial, late, new Goal(3), TrainingListener.SILENT);
        Files.write(late.last(), last);
        assertThat(late.epochs()).hasSize(3);
        assertThat(firstEpochOf(trial, late)).isEqualTo(3);
        assertThat(content(late)).isEqualTo(content(straight));

        // Killed after the result, before the last state was deleted; and a result that cannot be read.
        Files.write(late.last(), last);
        assertThat(finish(trial, late)).isEqualTo(result);
        Files.writeString(late.path().resolve("result.json"), "{\"form");
        assertThat(finish(trial, late)).isEqualTo(result);
        assertThat(content(late)).isEqualTo(content(straight));
    }

    @Test
    void theEnvironmentTellsOfAllParts() {
        StudyPlan.Trial trial = trained(ADAM);
        TrialFolder trialFolder = new TrialFolder(folder.resolve("trial"));
        runner().run(trial, trialFolder, new Goal(1), TrainingListener.SILENT);
        JsonNode first = trialFolder.readEnvironment();
        assertThat(first.path("resumed").isMissingNode()).isTrue();
        runner().run(trial, trialFolder, new Goal(2), TrainingListener.SILENT);
        JsonNode second = trialFolder.readEnvironment();
        finish(trial, trialFolder);
        JsonNode third = trialFolder.readEnvironment();
        assertThat(third.path("resumed").findValuesAsText("after-epoch")).containsExactly("1", "2");
        assertThat(third.path("started")).isEqualTo(first.path("started"));
        assertThat(third.path("seconds").asDouble())
                .isGreaterThan(second.path("seconds").asDouble());
        assertThat(second.path("seconds").asDouble())
                .isGreaterThan(trialFolder.epochs().get(0).seconds());
    }

    @Test
    void threadsAreThoseOfTheFirstRun() {
        StudyPlan.Trial trial = trained("{epochs: 2, batch: 3}"); // as many as the size of the model asks for: one
        TrialFolder trialFolder = new TrialFolder(folder.resolve("trial"));
        runner().run(trial, trialFolder, new Goal(1), TrainingListener.SILENT);
        assertThat(ComputeEngine.threads()).isEqualTo(1);
        // As if it had begun on a machine where two seemed right.
        rewriteText(trialFolder.last(), "\"threads\":\"1\"", "\"threads\":\"2\"");
        assertThat(finish(trial, trialFolder).threads()).isEqualTo(2);
        assertThat(ComputeEngine.threads()).isEqualTo(2);
    }

    private static int firstEpochOf(StudyPlan.Trial trial, TrialFolder trialFolder) {
        List<Integer> numbers = new ArrayList<>();
        finish(trial, trialFolder, epoch -> numbers.add(epoch.number()));
        return numbers.get(0);
    }

    /** Changes bytes. */
    private interface Change {
        byte[] apply(byte[] bytes);
    }

    private static void rewrite(Path file, Change change) {
        try {
            Files.write(file, change.apply(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a text of the header by one of the same length. */
    private static void rewriteText(Path file, String found, String wanted) {
        assertThat(wanted).hasSameSizeAs(found);
        rewrite(file, bytes -> {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            assertThat(text).contains(found);
            return text.replace(found, wanted).getBytes(StandardCharsets.ISO_8859_1);
        });
    }

    private static void change(TrialFolder at, Consumer<ObjectNode> change) {
        ObjectNode json = (ObjectNode) at.readEnvironment();
        change.accept(json);
        at.writeEnvironment(json);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
