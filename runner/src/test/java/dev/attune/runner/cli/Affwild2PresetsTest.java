package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.runner.predict.SampleStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The presets of the paper's experiments read and train on a corpus in the layout of Aff-Wild2, at reduced size. */
final class Affwild2PresetsTest {
    private static final Path PRESETS = Path.of("../examples/presets");
    private static final int FRAMES = 30;

    @TempDir
    private Path folder;

    private Path store = Path.of("");

    @BeforeEach
    void writeCorpus() throws IOException {
        store = folder.resolve("features");
        Map<String, Integer> modalities = new LinkedHashMap<>();
        modalities.put("visual", 6);
        modalities.put("audio", 4);
        modalities.put("text", 5);
        SampleStore videos = new SampleStore(store, modalities);
        for (int i = 0; i < 10; i++) {
            annotate("Train_Set", "train-" + i);
            videos.clip("train", "train-" + i, FRAMES, i);
        }
        for (int i = 0; i < 2; i++) {
            annotate("Validation_Set", "held-" + i);
            videos.clip("train", "held-" + i, FRAMES, 20 + i);
        }
        videos.clip("train", "unseen", FRAMES, 30).finish();
    }

    private void annotate(String set, String trial) throws IOException {
        Path labels = Files.createDirectories(
                folder.resolve("VA_Estimation_Challenge").resolve(set));
        String rows = IntStream.range(0, FRAMES)
                .mapToObj(row ->
                        row == 3 ? "-5,-5" : "%.3f,%.3f".formatted(Math.sin(row + trial.length()), Math.cos(0.3 * row)))
                .collect(Collectors.joining("\n"));
        Files.writeString(labels.resolve(trial + ".txt"), "valence,arousal\n" + rows + "\n");
    }

    private Cli run(String command, Path preset, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(
                command,
                preset,
                "base.data.root=" + folder,
                "base.data.features=" + store,
                "base.data.window={length: 16, stride: 10}",
                "base.head.hidden=8",
                "base.training.epochs=1",
                "base.training.threads=1",
                "compare.resamples=100"));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    @Test
    void everyPresetReadsTheWholeCorpus() throws IOException {
        List<Path> presets;
        try (Stream<Path> files = Files.list(PRESETS)) {
            presets = files.filter(file -> file.getFileName().toString().matches("affwild2-.*\\.yaml"))
                    .filter(file -> !file.endsWith("affwild2-experiment.yaml"))
                    .sorted()
                    .toList();
        }
        assertThat(presets).hasSize(7);
        for (Path preset : presets) {
            Cli check = run("check", preset, "--data");
            assertThat(check.exitCode())
                    .as(preset + "\n" + check.err() + check.out())
                    .isZero();
            assertThat(check.out())
                    .as(preset.toString())
                    .contains("Every clip was read, and nothing is wrong with the data.")
                    .containsPattern("#   test +1 clips +30 frames +0 labels");
        }
        assertThat(run("check", PRESETS.resolve("affwild2-folds.yaml"), "--data")
                        .out())
                .contains("# data affwild2, fold 5,")
                .containsPattern("#   train +10 clips");
        assertThat(run("check", PRESETS.resolve("affwild2-baselines.yaml")).out())
                .contains(
                        "The published figures of GRJCA (arXiv 2503.12261) do not say of which fold they are; this study measures fold 0.");
    }

    @Test
    void thePaperAndItsCodeTrainOneModelForEachTarget() {
        for (String name : List.of("affwild2-rjcma", "affwild2-rjcma-reference")) {
            Cli study = run(
                    "study",
                    PRESETS.resolve(name + ".yaml"),
                    "seeds=[1]",
                    "--executor",
                    "in-process",
                    "--out",
                    folder.resolve(name));

            assertThat(study.exitCode()).as(study.err()).isZero();
            assertThat(study.out())
                    .containsPattern(
                            "RJCMA valence +ccc.valence +validation, fold 1 +arXiv 2403.13659v4 +0\\.585 +-?0\\.\\d{3}\n")
                    .containsPattern("RJCMA arousal +ccc.arousal +test +arXiv 2403.13659v4 +0\\.619 +-\n")
                    .doesNotContain("FAILED");
        }
    }
}
