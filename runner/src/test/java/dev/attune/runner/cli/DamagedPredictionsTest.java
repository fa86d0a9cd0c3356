package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.data.Split;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.plugin.PluginHost;
import dev.attune.runner.stats.LineInterval;
import dev.attune.runner.stats.SeedSpread;
import dev.attune.runner.study.ResultsTable;
import dev.attune.runner.study.StudyFolder;
import dev.attune.runner.study.StudyResult;
import dev.attune.runner.study.StudyRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study with repetitions, of which something is lost: what is left is compared, and figures that belong together are of the same seeds. */
final class DamagedPredictionsTest {
    private static final String STUDY = """
            name: folds
            base:
              data: {type: synthetic, modalities: [visual, audio], train: 3, validation: 3, test: 2, frames: [30, 40],
                     dims: {visual: 8, audio: 6}, window: {length: 20, stride: 15}}
              temporal: none
              fusion: concat
              training: {epochs: 1, batch: 4, threads: 1}
            seeds: [1, 2, 3]
            cross: {training.batch: [3, 4]}
            variants: {concat: {}, sum: {fusion: sum}}
            compare: {primary: ccc.mean, baseline: concat, resamples: 200}
            """;

    @TempDir
    private Path folder;

    private Cli run() throws IOException {
        Path yaml = Files.writeString(folder.resolve("folds.yaml"), STUDY);
        return Cli.run("study", yaml, "--out", folder.resolve("runs"), "--executor", "in-process");
    }

    private StudyResult stored() {
        Path study = folder.resolve("runs");
        return StudyRunner.read(new StudyFolder(study).read(new ConfigLoader(PluginHost.ofProcess())), study);
    }

    private String comparison() throws IOException {
        return Files.readString(folder.resolve("runs/comparison.csv"));
    }

    private static void assertTableAgreesWithIntervals(StudyResult study, String variant, int seeds) {
        StudyPlan.Line line = new StudyPlan.Line(StudyPlan.Family.VARIANT, variant);
        LineInterval interval =
                study.comparisons().interval(line, Split.VALIDATION, "ccc.mean").orElseThrow();
        List<StudyPlan.Trial> trials = study.lines().getOrDefault(line, List.of());
        SeedSpread spread = study.spread(trials, Split.VALIDATION, "ccc.mean");
        assertThat(spread.seeds()).isEqualTo(seeds).isEqualTo(interval.seeds());
        assertThat(spread.mean()).isCloseTo(interval.mean(), within(1e-9));
        assertThat(spread.deviation()).isCloseTo(interval.deviation().orElseThrow(), within(1e-9));
        assertThat(ResultsTable.text(study))
                .contains(String.format(Locale.ROOT, "%.3f ± %.3f", interval.mean(), spread.deviation()));
    }

    @Test
    void onlyWhatIsLostIsLeftOut() throws IOException {
        Cli whole = run();
        assertThat(whole.exitCode()).as(whole.err()).isZero();
        assertThat(whole.out()).contains("over 3 seeds; the value of a seed is the mean over all repetitions of cross");
        String comparison = comparison();
        assertThat(comparison).contains("sum,concat,validation,mean,ccc,true,");
        assertTableAgreesWithIntervals(stored(), "sum", 3);
        StudyPlan.Trial victim = stored().plan().trials().stream()
                .filter(trial -> trial.rows().get(0).variant().equals("sum")
                        && trial.config().seed() == 2)
                .findFirst()
                .orElseThrow();
        Path trial = folder.resolve("runs/trials").resolve(victim.id());

        Path file = anyPrediction(trial);
        Files.write(file, new byte[] {1, 2, 3});
        Cli damaged = run();
        assertThat(damaged.exitCode()).as(damaged.err()).isZero();
        assertThat(damaged.out())
                .contains("Seed 2 of sum is left out on validation: " + file + ": found 3 bytes")
                .contains("; delete " + trial + " and start the study again.")
                .contains(" 2 seeds and ")
                .contains("(of 2 seeds)");
        assertThat(comparison().lines()).hasSameSizeAs(comparison.lines().toList());
        assertTableAgreesWithIntervals(stored(), "concat", 3);

        // As if the trial had failed: one repetition of a seed is no seed, neither for the mean nor for the interval.
        Files.delete(trial.resolve("result.json"));
        assertTableAgreesWithIntervals(stored(), "sum", 2);

        delete(trial);
        assertThat(run().exitCode()).isZero();
        assertThat(comparison()).isEqualTo(comparison);
    }

    private static Path anyPrediction(Path trial) throws IOException {
        try (Stream<Path> files = Files.list(trial.resolve("predictions/validation"))) {
            return files.sorted().findFirst().orElseThrow();
        }
    }

    private static void delete(Path trial) throws IOException {
        try (Stream<Path> files = Files.walk(trial)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
