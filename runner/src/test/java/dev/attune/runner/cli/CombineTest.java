package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.runner.data.Lookup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study whose unimodal lines are combined without training. */
final class CombineTest {
    private static final String STUDY = """
            name: late-fusion
            base:
              data: {type: synthetic, modalities: [visual, audio], train: 4, validation: 3, test: 3, frames: [30, 40],
                     dims: {visual: 8, audio: 6}, window: {length: 20, stride: 15}}
              temporal: none
              fusion: concat
              training: {epochs: 2, batch: 4, threads: 1}
            seeds: [1, 2]
            variants: {concat: {}}
            subsets: [[visual], [audio]]
            combine:
              ensemble:    {of: [visual, audio], by: mean}
              stacked:     {of: [visual, audio], by: ridge}
              oracle-late: {of: [visual, audio], by: oracle}
            compare: {primary: ccc.mean, baseline: concat, resamples: 200}
            """;

    @TempDir
    private Path folder;

    private Cli run(String yaml, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("late.yaml"), yaml);
        List<Object> arguments = new ArrayList<>(List.of("study", file, "--out", folder.resolve("runs")));
        arguments.addAll(Arrays.asList(more));
        return Cli.run(arguments.toArray());
    }

    private List<List<String>> rows(String file) throws IOException {
        return Files.readAllLines(folder.resolve("runs").resolve(file)).stream()
                .skip(1)
                .map(line -> List.of(line.replaceAll("\"[^\"]*\"", "quoted").split(",", -1)))
                .toList();
    }

    /** Returns the trials of a line by seed. */
    private Map<String, String> trials(String line) throws IOException {
        Map<String, String> trials = new TreeMap<>();
        rows("results.csv").stream()
                .filter(row -> row.get(0).equals(line))
                .forEach(row -> trials.put(row.get(2), row.get(7)));
        return trials;
    }

    private List<float[]> predictions(String trial, String split) throws IOException {
        List<float[]> predictions = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("runs/trials/" + trial + "/predictions/" + split))) {
            for (Path file : files.sorted().toList()) {
                ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
                bytes.position(10 + bytes.getShort(8));
                float[] values = new float[bytes.remaining() / 4];
                bytes.asFloatBuffer().get(values);
                predictions.add(values);
            }
        }
        return predictions;
    }

    private void assertEnsembleIsTheMean(String split) throws IOException {
        for (String seed : List.of("1", "2")) {
            List<float[]> ensemble = predictions(Lookup.required(trials("ensemble"), seed), split);
            List<float[]> visual = predictions(Lookup.required(trials("visual"), seed), split);
            List<float[]> audio = predictions(Lookup.required(trials("audio"), seed), split);
            assertThat(ensemble).hasSize(3);
            for (int clip = 0; clip < 3; clip++) {
                for (int i = 0; i < ensemble.get(clip).length; i++) {
                    double mean = ((double) visual.get(clip)[i] + audio.get(clip)[i]) / 2;
                    assertThat((double) ensemble.get(clip)[i]).isCloseTo(mean, within(1e-6));
                }
            }
        }
    }

    /** Returns everything that combinations left, and the tables, by file. */
    private Map<String, String> bytes() throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        Path study = folder.resolve("runs");
        List<Path> roots = new ArrayList<>(
                List.of(study.resolve("results.csv"), study.resolve("intervals.csv"), study.resolve("comparison.csv")));
        for (String line : List.of("ensemble", "stacked", "oracle-late")) {
            for (String trial : trials(line).values()) {
                roots.add(study.resolve("trials").resolve(trial));
            }
        }
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    bytes.put(study.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
                }
            }
        }
        return bytes;
    }

    @Test
    void combinationsAreLinesLikeAnyOtherAndTheOracleIsMarked() throws IOException {
        Cli first = run(STUDY);
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err()).contains("6 trials,").doesNotContain("ensemble");
        assertThat(first.out())
                .contains(
                        "combined ",
                        "oracle-late *",
                        "* oracle, no model: it knows the labels; of each clip",
                        "ensemble - concat = ")
                .containsPattern(
                        "oracle-late - concat = .*: oracle, which knows the labels and is no model, with 2 seeds and 3 clips\\.")
                .containsPattern("after correction for 4 comparisons|not distinguishable|better|worse");
        assertEnsembleIsTheMean("validation");
        assertThat(rows("results.csv")).noneMatch(row -> row.get(3).equals("test"));
        assertThat(rows("results.csv"))
                .filteredOn(row -> row.get(0).equals("oracle-late"))
                .isNotEmpty()
                .allMatch(row -> row.get(8).equals("oracle"));
        assertThat(rows("results.csv"))
                .filteredOn(row -> row.get(8).equals("combined"))
                .extracting(row -> row.get(0))
                .contains("ensemble", "stacked")
                .doesNotContain("oracle-late");
        assertThat(rows("comparison.csv"))
                .filteredOn(row -> row.get(0).equals("oracle-late"))
                .isNotEmpty()
                .allSatisfy(row -> {
                    assertThat(row.get(5)).isEqualTo("false");
                    assertThat(row.subList(10, 14)).as("p-values").containsOnly("");
                    assertThat(row.get(19)).isEqualTo("oracle");
                });
        assertThat(rows("comparison.csv"))
                .filteredOn(row -> row.get(0).equals("stacked") && row.get(5).equals("true"))
                .singleElement()
                .satisfies(row -> assertThat(row.get(11)).isNotEmpty());
        assertThat(Files.readString(folder.resolve("runs/report.html")))
                .contains("<span class=\"tag\">oracle</span>", "oracle-late (oracle)", "no model")
                .doesNotContain("of oracle-late, seed");

        Map<String, String> before = bytes();
        assertThat(run(STUDY).exitCode()).isZero();
        assertThat(bytes()).as("kept").isEqualTo(before);
        for (String line : List.of("ensemble", "stacked", "oracle-late")) {
            for (String trial : trials(line).values()) {
                Files.delete(folder.resolve("runs/trials/" + trial + "/result.json"));
            }
        }
        assertThat(run(STUDY, "--executor", "in-process").exitCode()).isZero();
        assertThat(bytes()).as("computed again").isEqualTo(before);
    }

    @Test
    void unlockingScoresCombinationsOnTestAndCompareShowsThem() throws IOException {
        assertThat(run(STUDY).exitCode()).isZero();
        Path study = folder.resolve("runs");
        try (Stream<Path> files = Files.walk(study)) {
            assertThat(files.map(Path::toString))
                    .noneMatch(file -> file.contains("predictions/test") || file.endsWith("test.json"));
        }
        Cli unlocked = Cli.run("unlock-test", study, "--reason", "all is chosen");
        assertThat(unlocked.exitCode()).as(unlocked.err()).isZero();
        assertThat(unlocked.out())
                .contains("ensemble - concat = ", "(ccc.mean, test)", "oracle-late - concat = ")
                .doesNotContain("trained after");
        assertEnsembleIsTheMean("test");
        for (String line : List.of("ensemble", "stacked", "oracle-late")) {
            assertThat(rows("results.csv"))
                    .filteredOn(row -> row.get(0).equals(line) && row.get(3).equals("test"))
                    .as(line)
                    .isNotEmpty();
        }
        Map<String, String> before = bytes();
        assertThat(run(STUDY).exitCode()).isZero();
        assertThat(bytes()).isEqualTo(before);

        Cli compared = Cli.run("compare", study, "--baseline", "ensemble");
        assertThat(compared.exitCode()).as(compared.err()).isZero();
        assertThat(compared.out())
                .contains("concat - ensemble = ", "stacked - ensemble = ", "oracle-late - ensemble = ")
                .contains("(ccc.mean, test)", "oracle, which knows the labels and is no model");
        Cli oracle = Cli.run("compare", study, "--baseline", "oracle-late");
        assertThat(oracle.exitCode()).isEqualTo(2);
        assertThat(oracle.err()).contains("found oracle-late, an oracle, which knows the labels, wanted a line");

        // A combination that is thought of later is counted as such.
        Cli later = run(STUDY.replace("combine:\n", "combine:\n  second: {of: [concat, audio], by: mean}\n"));
        assertThat(later.exitCode()).as(later.err()).isZero();
        assertThat(later.out()).contains("2 of 14 trials were trained after that");
    }

    @Test
    void aFailedSourceFailsTheCombinationAndIsNamed() throws IOException {
        String hot = STUDY.replace(
                        "{concat: {}}",
                        "{concat: {}, hot: {training: {optimizer: {type: sgd, lr: 10, weight-decay: 10}, epochs: 60}}}")
                .replace("ensemble:    {of: [visual, audio]", "ensemble:    {of: [visual, hot]");
        Cli run = run(hot);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("ensemble +0 \\(2 FAILED\\)")
                .contains("It combines hot, which failed: Epoch ")
                .contains("stacked - concat = ")
                .contains("ensemble - concat is left out: no seed was finished by both.");
        assertThat(Files.readString(folder.resolve("runs/failures.csv")))
                .containsPattern("ensemble,.*It combines hot, which failed: ");
        Cli report = Cli.run("report", folder.resolve("runs"));
        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(Files.readString(folder.resolve("runs/report.html"))).contains("It combines hot, which failed: ");
    }

    @Test
    void whatCannotBeFittedFailsAloneAndAPlanNamesCombinations() throws IOException {
        Cli run = run(STUDY.replace("validation: 3", "validation: 1").replace("seeds: [1, 2]", "seeds: [1]"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("stacked +0 \\(1 FAILED\\)")
                .contains("A ridge regression needs at least 2 validation clips, found 1")
                .containsPattern("ensemble +1 ");
        Cli plan = Cli.run("plan", folder.resolve("late.yaml"), "--out", folder.resolve("runs"));
        assertThat(plan.out())
                .contains("3 trials\n", "stacked combines visual, audio (ridge); nothing is trained for it\n");
        Cli reproduced =
                Cli.run("reproduce", folder.resolve("runs/trials/" + Lookup.required(trials("ensemble"), "1")));
        assertThat(reproduced.exitCode()).isEqualTo(3);
        assertThat(reproduced.err()).contains("combines trials, which combination.json names");
    }
}
