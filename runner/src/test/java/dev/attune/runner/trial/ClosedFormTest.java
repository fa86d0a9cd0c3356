package dev.attune.runner.trial;

import static dev.attune.runner.trial.TrialFixture.content;
import static dev.attune.runner.trial.TrialFixture.finish;
import static dev.attune.runner.trial.TrialFixture.runner;
import static dev.attune.runner.trial.TrialFixture.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.api.ConfigException;
import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.train.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fusion that is fitted at once, from the configuration to the test split. */
final class ClosedFormTest {
    private static final String DATA = """
            data: {type: synthetic, modalities: [visual, audio], train: 5, validation: 2, test: 2, frames: [30, 40],
                   dims: {visual: 8, audio: 6}, window: {length: 20, stride: 15}}
            """;
    private static final String LINEAR = DATA + "temporal: none\nfusion: {type: linear, penalty: 3}\n";
    private static final String TRAINING = "training: {epochs: 4, batch: 3, threads: 1}\n";

    @TempDir
    private Path folder;

    @Test
    void isFittedWithoutEpochs() {
        TrialFolder linear = new TrialFolder(folder.resolve("linear"));
        TrialResult result = finish(trial(LINEAR + TRAINING), linear);
        TrialResult constant = finish(
                trial(DATA + "temporal: none\nfusion: constant\n" + TRAINING),
                new TrialFolder(folder.resolve("constant")));

        assertThat(result.bestEpoch()).isZero();
        assertThat(result.epochs()).isZero();
        assertThat(result.parameters())
                .as("14 weights and a bias for each of two targets")
                .isEqualTo(30);
        assertThat(value(result, "ccc.mean")).isGreaterThan(value(constant, "ccc.mean") + 0.1);
        Map<String, Tensor> best = SafeTensors.read(linear.best()).tensors();
        assertThat(best).containsOnlyKeys("fusion.weight", "fusion.bias");
        assertThat(Lookup.required(best, "fusion.weight").values()).doesNotContain(0);
    }

    /** How windows overlap, how many make a batch, in which order, and what training leaves out does not matter. */
    @ParameterizedTest
    @ValueSource(strings = {"stride: 15", "stride: 5", "stride: 20"})
    void everyFrameCountsOnce(String stride) {
        String otherTraining = "training: {epochs: 0, batch: 2, threads: 1, modality-dropout: {audio: 0.9}}\nseed: 8\n";
        TrialFolder usual = new TrialFolder(folder.resolve("usual"));
        finish(trial(LINEAR + TRAINING), usual);
        TrialFolder other = new TrialFolder(folder.resolve("other"));
        finish(trial(LINEAR.replace("stride: 15", stride) + otherTraining), other);

        assertSame(usual, other);
        TrialFolder longer = new TrialFolder(folder.resolve("longer"));
        finish(trial(LINEAR.replace("length: 20", "length: 100") + TRAINING), longer);
        assertSame(usual, longer);
    }

    private static void assertSame(TrialFolder one, TrialFolder other) {
        Map<String, Tensor> found = SafeTensors.read(other.best()).tensors();
        SafeTensors.read(one.best()).tensors().forEach((name, tensor) -> {
            float[] values = tensor.values();
            Tensor same = Lookup.required(found, name);
            for (int i = 0; i < values.length; i++) {
                assertThat(same.values()[i]).as("%s, element %d", name, i).isCloseTo(values[i], Offset.offset(1e-6f));
            }
        });
    }

    @Test
    void anInterruptionLeavesNoTrace() throws IOException {
        StudyPlan.Trial trial = trial(LINEAR + TRAINING);
        TrialFolder straight = new TrialFolder(folder.resolve("straight"));
        TrialResult result = finish(trial, straight);
        TrialFolder killed = new TrialFolder(folder.resolve("killed"));
        finish(trial, killed);
        Files.delete(killed.path().resolve("result.json")); // killed just before the end

        assertThat(finish(trial, killed)).isEqualTo(result);
        assertThat(content(killed)).isEqualTo(content(straight));
    }

    @Test
    void isScoredOnTestWithWhatWasFitted() throws IOException {
        StudyPlan.Trial trial = trial(LINEAR + TRAINING);
        TrialFolder fitted = new TrialFolder(folder.resolve("fitted"));
        finish(trial, fitted);
        double expected = runner().scoreTest(trial, fitted).get(0).value();

        TrialFolder emptied = TrialFixture.copy(fitted, folder.resolve("emptied"));
        Files.delete(emptied.path().resolve("test.json"));
        assertThat(runner().scoreTest(trial, emptied).get(0).value()).isEqualTo(expected);
        Files.delete(emptied.path().resolve("test.json"));
        SafeTensors.write(
                emptied.best(),
                Map.of(),
                Map.of(
                        "fusion.weight", new Tensor(new long[] {2, 14}, new float[28]),
                        "fusion.bias", new Tensor(new long[] {2}, new float[2])));
        assertThat(runner().scoreTest(trial, emptied).get(0).value()).isNotEqualTo(expected);
    }

    @Test
    void whatWouldHaveToBeTrainedBeforeItIsRefusedWhereItIsWritten() {
        assertRefused(
                "fusion: linear\n",
                "temporal: found tcn, which has to be trained, but fusion linear is fitted at once, without training;"
                        + " wanted none, as in temporal: none (fusion is set at");
        assertRefused(
                "temporal: {type: bilstm, hidden: 4}\nfusion: linear\n",
                "temporal: found bilstm, which has to be trained, but fusion linear");
        assertRefused(
                "temporal: {audio: bilstm, default: none}\nfusion: linear\n",
                "temporal.audio: found bilstm, which has to be trained, but fusion linear");
        assertRefused(
                "temporal: {audio: none, default: bilstm}\nfusion: linear\n",
                "temporal.default: found bilstm, which has to be trained, but fusion linear");
        // Nobody has the default model here.
        assertThat(trial(DATA + "temporal: {audio: none, visual: none, default: bilstm}\nfusion: linear\n")
                        .id())
                .isNotBlank();
    }

    /** Where the dataset decides which modalities there are, the mistake shows when it is opened. */
    @Test
    void whatTheConfigurationDoesNotShowIsFoundWhenDataAreOpened() {
        StudyPlan.Trial trial = trial(DATA.replace("modalities: [visual, audio], ", "")
                + "temporal: {visual: none, default: bilstm}\nfusion: linear\n"
                + TRAINING);

        assertThatThrownBy(() -> finish(trial, new TrialFolder(folder.resolve("late"))))
                .hasStackTraceContaining(
                        "temporal: the model of audio has to be trained, but the fusion is fitted at once, without training;"
                                + " wanted temporal: none.");
    }

    private static void assertRefused(String yaml, String message) {
        assertThatThrownBy(() -> trial(DATA + yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    private static double value(TrialResult result, String figure) {
        return result.of(Split.VALIDATION).stream()
                .filter(found -> found.key().equals(figure))
                .mapToDouble(found -> found.value())
                .findFirst()
                .orElseThrow();
    }
}
