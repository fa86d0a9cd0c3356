package dev.attune.runner.trial;

import static dev.attune.runner.trial.TrialFixture.BASE;
import static dev.attune.runner.trial.TrialFixture.content;
import static dev.attune.runner.trial.TrialFixture.files;
import static dev.attune.runner.trial.TrialFixture.finish;
import static dev.attune.runner.trial.TrialFixture.runner;
import static dev.attune.runner.trial.TrialFixture.trial;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.api.metric.MetricState;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.train.Figure;
import dev.attune.runner.train.TrainingListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Nothing is known of the test split before it is asked for. */
final class SealTest {
    private static final String TRAINING = "training: {epochs: 2, batch: 4, threads: 1, optimizer: {lr: 0.02}}\n";

    @TempDir
    private Path folder;

    @Test
    void theTestSplitIsSealedUntilItIsScored() {
        StudyPlan.Trial trial = trial(BASE + TRAINING);
        TrialFolder at = new TrialFolder(folder.resolve("trial"));
        ListAppender<ILoggingEvent> log = listen();
        List<TrainingListener.Epoch> told = new ArrayList<>();
        TrialResult result = finish(trial, at, told::add);
        assertThat(result.figures()).containsOnlyKeys(Split.VALIDATION);
        assertThat(at.testFigures()).isEmpty();
        assertThat(files(at)).contains("predictions/validation/validation-0000.npy");
        assertThat(files(at)).noneMatch(file -> file.contains("test"));
        Map<String, List<Byte>> sealed = content(at);
        String known = texts(at) + told + log.list;
        assertThat(StoredPredictions.score(trial.config(), Split.VALIDATION, List.of(at))
                        .get(0))
                .containsKey("ccc");
        assertThat(StoredPredictions.score(trial.config(), Split.TEST, List.of(at))
                        .get(0))
                .isEmpty();

        List<Figure> figures = runner().scoreTest(trial, at);
        assertThat(figures.stream().map(Figure::key)).contains("ccc.mean", "rmse.valence");
        figures.stream()
                .filter(figure -> !figure.metric().equals("pearson.between")) // of two clips, 1 or -1
                .forEach(figure -> assertThat(known).doesNotContain(Double.toString(figure.value())));
        assertThat(known)
                .as("what would have been found, had validation been looked for")
                .contains(Double.toString(result.of(Split.VALIDATION).get(0).value()));
        assertThat(content(at)).containsAllEntriesOf(sealed);
        assertThat(files(at)).contains("test.json", "predictions/test/test-0000.npy");
        assertThat(at.testFigures()).contains(figures);
        assertThat(at.result()).as("the result stays as it was").contains(result);
        assertThat(result.withTest(figures).of(Split.TEST)).isEqualTo(figures);
        assertThat(result.withTest(figures).toJson()).isEqualTo(result.toJson());
        assertFoundAgain(trial, at, figures);
    }

    /** Holds the figures against the stored predictions. */
    private static void assertFoundAgain(StudyPlan.Trial trial, TrialFolder at, List<Figure> figures) {
        ClipScores scores = requireNonNull(
                StoredPredictions.score(trial.config(), Split.TEST, List.of(at))
                        .get(0)
                        .get("ccc"),
                "test was not scored");
        assertThat(scores.clips()).hasSize(2);
        MetricState all = scores.metric().newState();
        scores.clips().values().forEach(clip -> all.merge(clip.states().get(0)));
        Figure first = figures.get(0);
        assertThat(first.key()).isEqualTo("ccc." + scores.targets().get(0));
        assertThat(all.value().orElseThrow()).isCloseTo(first.value(), within(1e-12));
    }

    @Test
    void scoringAgainReadsWhatIsThere() throws IOException {
        StudyPlan.Trial trial = trial(BASE + TRAINING);
        TrialFolder at = new TrialFolder(folder.resolve("trial"));
        finish(trial, at);
        List<Figure> figures = runner().scoreTest(trial, at);
        byte[] written = Files.readAllBytes(at.path().resolve("test.json"));
        Path prediction = at.path().resolve("predictions/test/test-0000.npy");
        byte[] predictions = Files.readAllBytes(prediction);
        Files.delete(prediction);
        assertThat(runner().scoreTest(trial, at)).isEqualTo(figures);
        assertThat(prediction).doesNotExist();

        // Figures of another result are none of this one.
        Files.writeString(
                at.path().resolve("test.json"),
                new String(written, StandardCharsets.UTF_8)
                        .replaceFirst("result-sha256\" : \"......", "result-sha256\" : \"000000"));
        assertThat(at.testFigures()).isEmpty();
        assertThat(runner().scoreTest(trial, at)).isEqualTo(figures);
        assertThat(Files.readAllBytes(at.path().resolve("test.json"))).isEqualTo(written);
        assertThat(Files.readAllBytes(prediction)).isEqualTo(predictions);
    }

    @Test
    void whatCannotBeScoredIsExplained() throws IOException {
        StudyPlan.Trial trial = trial(BASE + TRAINING);
        TrialFolder at = new TrialFolder(folder.resolve("trial"));
        assertThatThrownBy(() -> runner().scoreTest(trial, at))
                .isInstanceOf(DataException.class)
                .hasMessage(at.path() + " holds no result; finish the trial before it is scored on the test split.");
        finish(trial, at);
        ObjectNode environment = (ObjectNode) at.readEnvironment();
        at.writeEnvironment(environment.deepCopy().put("data-sha256", "0"));
        assertThatThrownBy(() -> runner().scoreTest(trial, at))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("on other data");
        at.writeEnvironment(environment);
        byte[] best = Files.readAllBytes(at.best());
        Files.write(at.best(), Arrays.copyOf(best, best.length - 1));
        assertThatThrownBy(() -> runner().scoreTest(trial, at))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(at.best() + " is cut off");
        TrialFolder other = new TrialFolder(folder.resolve("other"));
        finish(trial(BASE.replace("[6, 6]", "[6, 7]") + TRAINING), other);
        Files.copy(other.best(), at.best(), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> runner().scoreTest(trial, at))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(at.best() + " is not of this trial: ");
        assertThat(files(at)).noneMatch(file -> file.contains("test"));
    }

    /** Models that learn nothing, and corpora without a test split. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fusion: constant\ntraining: {epochs: 2, batch: 4, threads: 1}\n",
                "fusion: concat\ntraining: {epochs: 0, batch: 4, threads: 1}\n"
            })
    void whatLearnsNothingIsScoredToo(String model) {
        StudyPlan.Trial trial = trial(BASE.replace("fusion: {type: rjcma, depth: 1}\n", "") + model);
        TrialFolder at = new TrialFolder(folder.resolve("trial"));
        TrialOutcome outcome = runner().run(trial, at, new Goal(1), TrainingListener.SILENT);
        assertThat(outcome)
                .as("there is no epoch to pause after")
                .isInstanceOfSatisfying(
                        TrialOutcome.Finished.class,
                        finished -> assertThat(finished.result().epochs()).isZero());
        assertThat(at.epochs()).isEmpty();
        assertThat(runner().scoreTest(trial, at).stream().map(Figure::key)).contains("rmse.mean");
        TrialFolder again = new TrialFolder(folder.resolve("again"));
        finish(trial, again);
        runner().scoreTest(trial, again);
        assertThat(content(again)).isEqualTo(content(at));
    }

    @Test
    void aCorpusWithoutTestClipsHasNoFigures() {
        StudyPlan.Trial trial = trial(BASE.replace("test: 2", "test: 0") + TRAINING);
        TrialFolder at = new TrialFolder(folder.resolve("trial"));
        finish(trial, at);
        assertThat(runner().scoreTest(trial, at)).isEmpty();
        assertThat(at.testFigures()).contains(List.of());
    }

    private static ListAppender<ILoggingEvent> listen() {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(appender);
        return appender;
    }

    private static String texts(TrialFolder at) {
        StringBuilder texts = new StringBuilder();
        for (String file : files(at)) {
            texts.append(new String(TrialFixture.bytes(at, file), StandardCharsets.ISO_8859_1));
        }
        return texts.toString();
    }
}
