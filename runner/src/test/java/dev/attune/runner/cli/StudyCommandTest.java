package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a small study from the command line, as a user does. */
final class StudyCommandTest {
    private static final String STUDY = """
            name: small
            base:
              data: {type: synthetic, modalities: [visual, audio], train: 4, validation: 2, test: 2, frames: [30, 40],
                     dims: {visual: 12, audio: 10}, window: {length: 20, stride: 15}}
              temporal: {type: tcn, channels: [6], kernel: 3}
              fusion: {type: rjcma, depth: 1}
              training: {epochs: 2, batch: 4, threads: 1}
            seeds: [1, 2]
            variants:
              RJCMA: {}
              JCA: {fusion: jca}
              late: {fusion: late}
              mean: {fusion: constant}
            grid: {fusion.depth: [0, 1]}
            subsets: all
            compare: {primary: ccc.mean, baseline: JCA, resamples: 200}
            """;

    @TempDir
    private Path folder;

    @Test
    void aStudyIsRepeatableAndResumable() throws IOException {
        Path study = Files.writeString(folder.resolve("small.yaml"), STUDY);
        Cli first = Cli.run("study", study, "--out", folder.resolve("first"));
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.out()).contains("RJCMA", "fusion.depth=0", "visual+audio", "mean ± standard deviation");

        List<String> lines = Files.readAllLines(folder.resolve("first/results.csv"));
        assertThat(lines.get(0)).isEqualTo("variant,settings,seed,split,target,metric,value,trial,kind,parameters");
        assertThat(lines)
                .anyMatch(line -> line.startsWith("JCA,fusion.type=jca,1,validation,valence,ccc,")
                        || line.startsWith("JCA,fusion=jca,1,validation,valence,ccc,"));
        assertThat(lines).as("the test split is sealed").noneMatch(line -> line.contains(",test,"));
        // The mean of the training labels has a CCC of exactly 0.
        assertThat(lines).anyMatch(line -> line.startsWith("mean,") && line.contains(",validation,mean,ccc,0.0,"));

        List<String> compared = Files.readAllLines(folder.resolve("first/comparison.csv"));
        assertThat(compared.get(0))
                .isEqualTo(
                        "variant,baseline,split,target,metric,primary,difference,low,high,confidence,p,p_adjusted,"
                                + "p_seeds,p_clips,effect_seeds,effect_clips,seeds,clips,groups,verdict,seeds_needed,groups_needed,kind");
        // 4 variants, 2 points and 3 subsets, without the baseline itself, by 3 metrics of 2 targets and their mean;
        // the test split is
        // sealed.
        assertThat(compared).hasSize(1 + 8 * 3 * 3);
        assertThat(compared.stream().filter(line -> line.contains(",true,"))).hasSize(8);
        assertThat(compared.stream().filter(line -> line.startsWith("mean,JCA,validation,mean,ccc,true,")))
                .singleElement()
                .satisfies(line -> {
                    double difference = Double.parseDouble(line.split(",", -1)[6]);
                    // Found again from the predictions' files: what the trials themselves measured.
                    assertThat(difference).isCloseTo(average(lines, "mean") - average(lines, "JCA"), within(1e-9));
                    assertThat(line).contains(",2,2,");
                });
        List<String> intervals = Files.readAllLines(folder.resolve("first/intervals.csv"));
        assertThat(intervals).hasSize(1 + 9 * 3 * 3);
        assertThat(intervals.stream().filter(line -> line.startsWith("JCA,validation,mean,ccc,")))
                .singleElement()
                .satisfies(line -> {
                    double mean = Double.parseDouble(line.split(",", -1)[4]);
                    assertThat(mean).isCloseTo(average(lines, "JCA"), within(1e-9));
                    assertThat(Double.parseDouble(line.split(",", -1)[6])).isLessThan(mean);
                    assertThat(Double.parseDouble(line.split(",", -1)[7])).isGreaterThan(mean);
                });
        assertThat(first.out())
                .containsPattern("mean - JCA = [+-]\\d\\.\\d{3} \\(ccc.mean, validation\\), 95% CI "
                        + "\\[.*]: .* 2 seeds and 2 clips")
                .contains("With 2 seeds, no test by ranks or signs of the seeds can give p below 0.5:")
                .contains("With 2 clips, intervals take these for typical of all others.");

        Map<String, String> results = results("first");
        // RJCMA, depth=1 and all modalities are one training: 4 + 1 + 2 configurations, two seeds.
        assertThat(results).hasSize(14);

        Cli second = Cli.run("study", study, "--out", folder.resolve("second"));
        assertThat(second.exitCode()).isZero();
        assertThat(results("second")).isEqualTo(results);

        // Both epochs were run, and the second did something.
        assertThat(results.values()).anyMatch(result -> result.contains("\"epochs\" : 2"));
        assertThat(results.values()).anyMatch(result -> result.contains("\"best-epoch\" : 2"));

        String victim = results.keySet().iterator().next();
        Files.delete(folder.resolve("first/trials").resolve(victim).resolve("result.json"));
        Cli resumed = Cli.run("study", study, "--out", folder.resolve("first"));
        assertThat(resumed.err()).contains("13 of 14 trials were finished before and are kept.");
        assertThat(results("first")).isEqualTo(results);
        assertThat(resumed.out()).isEqualTo(first.out());
    }

    private static double average(List<String> lines, String variant) {
        return lines.stream()
                .filter(line -> line.startsWith(variant + ",") && line.contains(",validation,mean,ccc,"))
                .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[6]))
                .average()
                .orElseThrow();
    }

    private Map<String, String> results(String run) throws IOException {
        try (Stream<Path> trials = Files.list(folder.resolve(run).resolve("trials"))) {
            return trials.collect(Collectors.toMap(
                    trial -> trial.getFileName().toString(), StudyCommandTest::result, (a, b) -> a, TreeMap::new));
        }
    }

    private static String result(Path trial) {
        for (String file : List.of(
                "config.yaml", "environment.json", "metrics.jsonl", "checkpoint/best.safetensors", "predictions")) {
            if (!file.equals("metrics.jsonl")) {
                assertThat(trial.resolve(file)).exists();
            }
        }
        try {
            return Files.readString(trial.resolve("result.json"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void oneBrokenTrialDoesNotEndAStudy() throws IOException {
        Path study = Files.writeString(
                folder.resolve("explosive.yaml"),
                STUDY.replace("grid: {fusion.depth: [0, 1]}", "")
                        .replace("subsets: all", "")
                        .replace("seeds: [1, 2]", "seeds: [1]")
                        .replace(
                                "late: {fusion: late}",
                                "hot: {training: {optimizer: {type: sgd, lr: 10, weight-decay: 10}, epochs: 60}}"));
        Cli run = Cli.run("study", study, "--out", folder.resolve("explosive"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("0 (1 FAILED)")
                .contains("RJCMA - JCA = ")
                .contains("hot - JCA is left out: no seed was finished by both.")
                .contains("With 1 seed, intervals leave out what another seed could change.");
        assertThat(run.err())
                .containsPattern("hot, seed 1  FAILED: Epoch \\d+, batch \\d+: The loss became (NaN|-?Infinity): ")
                .contains("for clip train-00")
                .doesNotContain("Exception");
        assertThat(Files.readString(folder.resolve("explosive/failures.csv"))).contains("hot,");
    }

    @Test
    void commandsOfDiscoveryAnswer() throws IOException {
        Path study = Files.writeString(folder.resolve("small.yaml"), STUDY);
        assertThat(Cli.run("plan", study).out())
                .contains("seed 1    RJCMA = fusion.depth=1 = visual+audio")
                .endsWith("14 trials\nHow long they take is not known: no trial is finished in runs/small.\n");
        assertThat(Cli.run("check", study, "--data").out())
                .startsWith(study + " is a sound study of 14 trials.")
                .contains("validation", "2 clips");
        assertThat(Cli.run("list", "fusions").out()).contains("rjcma", "jca", "concat", "unimodal", "late", "constant");
        assertThat(Cli.run("describe", "fusion", "rjcma").out()).contains("2403.13659", "depth", "share-weights");
        assertThat(Cli.run("doctor").out()).contains("engine   PyTorch 2.7.1", "compute  ok", "plugin   rjcma");
        assertThat(Cli.run("plugins").exitCode()).isZero();
    }

    @Test
    void mistakesOnTheCommandLineAreExplained() {
        Cli unknown = Cli.run("studdy", "x.yaml");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("Unmatched argument", "study");
        Cli kind = Cli.run("describe", "fusions", "rjcmaa");
        assertThat(kind.exitCode()).isEqualTo(2);
        assertThat(kind.err()).contains("rjcma").doesNotContain("\tat ");
        Cli missing = Cli.run("train", folder.resolve("absent.yaml"));
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err()).contains("absent.yaml").doesNotContain("\tat ");
    }
}
