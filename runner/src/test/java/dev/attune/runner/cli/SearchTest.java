package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tunes variants of a small study, as a user does. */
final class SearchTest {
    private static final String STUDY = """
            name: tuned
            base:
              data: {type: synthetic, modalities: [visual, audio], train: 4, validation: 2, test: 2, frames: [30, 40],
                     dims: {visual: 8, audio: 6}, window: {length: 20, stride: 15}}
              temporal: none
              fusion: concat
              training: {epochs: 9, batch: 4, threads: 1, early-stopping: {patience: 0}}
            seeds: [1, 2]
            variants: {concat: {}, sum: {fusion: sum}, mean: {fusion: constant}}
            search:
              trials: 9
              variants: [concat, sum]
              space:
                training.optimizer.lr: {log-uniform: [1.0e-4, 1.0e-1]}
                training.batch: [2, 4]
              halving: {eta: 3, first: 1}
            compare: {primary: ccc.mean, baseline: concat, resamples: 200}
            """;

    @TempDir
    private Path folder;

    @Test
    void halvingKeepsTheBestThirdAndGoesOnFromCheckpoints() throws IOException {
        Path yaml = Files.writeString(folder.resolve("tuned.yaml"), STUDY);
        Path study = folder.resolve("runs");
        assertThat(Cli.run("check", yaml).out()).contains("a sound study of 2 trials and at most 20 of a search.");
        assertThat(Cli.run("plan", yaml, "--out", study).out()).contains("2 trials and at most 20 of a search\n");
        Cli run = Cli.run("study", yaml, "--out", study);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("search, rung 1 of 3, to epoch 1: 18 trials", "rung 2 of 3, to epoch 3: 6 trials")
                .contains("rung 3 of 3, to the end: 2 trials");
        List<String[]> log = Files.readAllLines(study.resolve("search.csv")).stream()
                .skip(1)
                .map(line -> line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                .toList();
        Map<String, Long> decisions =
                log.stream().collect(Collectors.groupingBy(cells -> cells[2] + " " + cells[5], Collectors.counting()));
        assertThat(decisions)
                .containsOnly(
                        Map.entry("1 kept", 6L),
                        Map.entry("1 dropped", 12L),
                        Map.entry("3 kept", 2L),
                        Map.entry("3 dropped", 4L),
                        Map.entry("9 chosen", 2L));
        // Whatever was kept was at least as good as whatever was dropped.
        for (String variant : List.of("concat", "sum")) {
            double worstKept = figures(log, variant, "1", "kept").min().orElseThrow();
            double bestDropped = figures(log, variant, "1", "dropped").max().orElseThrow();
            assertThat(worstKept).isGreaterThanOrEqualTo(bestDropped);
        }
        // The same settings were offered to both variants.
        assertThat(candidates(log, "concat")).isEqualTo(candidates(log, "sum"));
        assertThat(run.out())
                .containsPattern("concat was tuned on validation: the best of 9 candidates has training\\.\\S+")
                .contains("mean was not tuned: it stands with the settings of the base.\n");

        // 9 candidates for each of 2 variants with one seed, the second seed of the two winners, and the third variant.
        assertThat(trials(study)).hasSize(18 + 2 + 2);
        assertThat(trials(study).filter(trial -> Files.exists(trial.resolve("result.json"))))
                .hasSize(2 + 2 + 2);

        assertThat(Cli.run("plan", yaml, "--out", study).out())
                .contains("6 trials\n", "concat has the best of 9 candidates: ", "All are finished in ");

        String results = Files.readString(study.resolve("results.csv"));
        Cli again = Cli.run("study", yaml, "--out", study);
        assertThat(again.exitCode()).isZero();
        assertThat(again.err().lines().filter(line -> line.contains("] "))).allMatch(line -> line.endsWith("kept"));
        assertThat(study.resolve("results.csv")).hasContent(results);

        // From the folder alone, without the YAML file.
        Cli unlocked = Cli.run("unlock-test", study, "--reason", "done");
        assertThat(unlocked.exitCode()).as(unlocked.err()).isZero();
        assertThat(unlocked.out()).contains("the best of 9 candidates", "test ccc.mean");
    }

    private static java.util.stream.DoubleStream figures(
            List<String[]> log, String variant, String epochs, String decision) {
        return log.stream()
                .filter(cells -> cells[0].equals(variant) && cells[2].equals(epochs) && cells[5].equals(decision))
                .mapToDouble(cells -> Double.parseDouble(cells[3]));
    }

    private static List<String> candidates(List<String[]> log, String variant) {
        return log.stream()
                .filter(cells -> cells[0].equals(variant) && cells[2].equals("1"))
                .map(cells -> cells[1])
                .toList();
    }

    private static Stream<Path> trials(Path study) throws IOException {
        try (Stream<Path> trials = Files.list(study.resolve("trials"))) {
            return trials.toList().stream();
        }
    }

    /** One of two candidates always fails: each step multiplies its parameters by -99. */
    @Test
    void aCandidateThatFailsIsCountedAndFailsAgain() throws IOException {
        String rates = "training.optimizer.lr: [1.0e-3, 10.0]";
        Path yaml = Files.writeString(
                folder.resolve("failing.yaml"),
                STUDY.replace("patience: 0}", "patience: 0}, optimizer: {type: sgd, weight-decay: 10}")
                        .replace("batch: 4, threads", "batch: 2, threads")
                        .replace("  halving: {eta: 3, first: 1}\n", "")
                        .replace("seeds: [1, 2]", "seeds: [1]")
                        .replace("  variants: [concat, sum]\n", "")
                        .replace("trials: 9", "type: grid")
                        .replace("training.optimizer.lr: {log-uniform: [1.0e-4, 1.0e-1]}", rates)
                        .replace("    training.batch: [2, 4]\n", ""));
        Path study = folder.resolve("failing");
        Cli run = Cli.run("study", yaml, "--out", study);
        String sentence = "concat was tuned on validation: the best of 2 candidates, of which 1 failed, has training";
        assertThat(run.out()).as(run.err()).contains(sentence).doesNotContain("not tuned");
        String log = Files.readString(study.resolve("search.csv"));
        assertThat(log).contains("failed", "chosen");
        String plan = Files.readString(study.resolve("study.json"));

        // Decided anew from the folders, with the recorded epochs of what failed, and from the folder alone.
        assertThat(Cli.run("study", yaml, "--out", study).out()).contains(sentence);
        assertThat(study.resolve("search.csv")).hasContent(log);
        assertThat(study.resolve("study.json")).hasContent(plan);
        assertThat(Cli.run("report", study).exitCode()).isZero();

        // A search that was interrupted before its end says how to go on.
        Files.writeString(
                study.resolve("study.json"),
                plan.replaceFirst(
                        "\"undecided\"\\s*:\\s*\\[\\s*]",
                        "\"undecided\": [{\"family\": \"variant\", \"variant\": \"concat\"}]"));
        Cli early = Cli.run("report", study);
        assertThat(early.exitCode()).isEqualTo(3);
        assertThat(early.err())
                .contains("has not ended, and which trials it has is not known before; go on with attune study FILE");
    }

    @Test
    void whatMakesTheTaskOrTheVariantIsNotTuned() throws IOException {
        Path yaml = Files.writeString(
                folder.resolve("task.yaml"),
                STUDY.replace("seeds: [1, 2]", "seeds: [1, 2]\ncross: {head.hidden: [16, 32]}")
                        .replace("mean: {fusion: constant}", "mean: {fusion: constant, training: {epochs: 3}}")
                        .replace(
                                "training.batch: [2, 4]",
                                String.join(
                                        "\n    ",
                                        "data.frames: [[10, 20], [30, 40]]",
                                        "targets: [[valence], [arousal]]",
                                        "metrics: [[ccc], [rmse]]",
                                        "training: [{batch: 2, threads: 1}]",
                                        "training.early-stopping.on: [ccc.mean, ccc.valence]",
                                        "fusion.type: [sum, concat]",
                                        "training.epochs: [2, 3]",
                                        "loss: [ccc, mse]",
                                        "head.hidden: [16, 32]")));
        Cli run = Cli.run("check", yaml);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("search.space.data.frames: found data.frames, wanted other keys: candidates must be judged on"
                        + " the same data")
                .contains(
                        "search.space.targets: found targets, wanted other keys: candidates must be judged on the same"
                                + " targets")
                .contains(
                        "search.space.metrics: found metrics, wanted other keys: candidates must be judged by the same"
                                + " figures")
                .contains("search.space.training: found training.threads, wanted other keys: where")
                .contains(
                        "search.space.training.early-stopping.on: found training.early-stopping.on, wanted other keys:"
                                + " candidates must be judged by the same figures")
                .contains("search.space.fusion.type: found fusion.type, wanted other keys: the variant sum sets fusion")
                .contains("search.space.head.hidden: found head.hidden, wanted other keys: cross sets head.hidden")
                .doesNotContain("search.space.loss", "search.space.training.epochs", "found training.batch");
        int line = Files.readAllLines(yaml).indexOf("    fusion.type: [sum, concat]") + 1;
        assertThat(line).isPositive();
        assertThat(run.err()).contains("task.yaml:" + line + ":5: search.space.fusion.type");
    }

    @Test
    void whatCannotBeSearchedIsExplained() throws IOException {
        Path yaml = Files.writeString(
                folder.resolve("wrong.yaml"),
                STUDY.replace(
                                "training.batch: [2, 4]",
                                String.join(
                                        "\n    ",
                                        "seed: [1, 2, 3]",
                                        "fusion.dropout: {uniform: [0.5, 0.1]}",
                                        "head.hidden: {int: [a, 3]}",
                                        "head.dropout: {normal: [0, 1]}",
                                        "training.batch: []",
                                        "training.epocs: [1, 2]"))
                        .replace("[concat, sum]", "[concat, sums]"));
        Cli run = Cli.run("check", yaml);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("search.space.seed: found seed, wanted other keys: the seed of training is never tuned")
                .contains("search.space.fusion.dropout: found [0.5, 0.1], wanted two numbers, the lower one first")
                .contains("search.space.head.hidden: found [a, 3], wanted two whole numbers, the lower one first")
                .contains("search.space.head.dropout: found {normal: [0, 1]}, wanted a list of values, or one of")
                .contains("search.space.training.batch: found [], wanted a list of values")
                .contains("search.variants: found sums, wanted a variant of this study; did you mean sum?")
                .contains("training.epocs");
        Path late = Files.writeString(folder.resolve("late.yaml"), STUDY.replace("first: 1", "first: 9"));
        assertThat(Cli.run("check", late).err())
                .contains("has 1 problem")
                .contains("search.halving.first: found 9, wanted fewer than the 9 epochs of training");
        Path grid = Files.writeString(folder.resolve("grid.yaml"), STUDY.replace("  trials: 9", "  type: grid"));
        assertThat(Cli.run("check", grid).err())
                .contains(
                        "search.space.training.optimizer.lr: found a range, wanted a list of values: a grid tries each");
    }
}
