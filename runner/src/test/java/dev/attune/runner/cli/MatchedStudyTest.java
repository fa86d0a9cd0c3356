package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of lines of equal size, with a shuffled modality and a fusion of two modalities, from plan to report. */
final class MatchedStudyTest {
    private static final String STUDY = """
            name: matched
            base:
              data: {type: synthetic, modalities: [visual, audio], train: 4, validation: 2, test: 2, frames: [20, 30],
                     dims: {visual: 12, audio: 10}, window: {length: 10, stride: 10}}
              temporal: {type: tcn, channels: [8, 8], kernel: 3}
              fusion: cross-attention
              head: {hidden: 12}
              training: {epochs: 1, batch: 4, threads: 1}
            seeds: [1]
            match: parameters
            variants:
              cross: {}
              wide: {temporal: {channels: [40, 20], kernel: 5}}
              audio shuffled: {data: {shuffled: [audio]}}
              mean: {fusion: constant}
            subsets: all
            compare: {primary: ccc.mean, resamples: 200}
            """;

    @TempDir
    private Path folder;

    @Test
    void fromPlanToReport() throws IOException {
        Path file = Files.writeString(folder.resolve("matched.yaml"), STUDY);
        Path out = folder.resolve("out");

        Cli plan = Cli.run("plan", file, "--out", out);
        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(plan.out())
                .contains("4 trials\n")
                .contains("subsets: all leaves out visual, audio: fusion cross-attention needs exactly 2 modalities.\n")
                .containsPattern("match: every line that is trained has [0-9,]+ parameters, as the base, within 5%:")
                .contains("match: mean has nothing that is trained and stays as it is.\n")
                .containsPattern("  cross: [0-9,]+ parameters as written\n")
                .containsPattern(
                        "  wide: [0-9,]+ parameters with temporal\\.channels=\\[\\d+, \\d+], head\\.hidden=\\d+\n")
                .contains("  mean: nothing that is trained\n");

        Cli study = Cli.run("study", file, "--out", out, "--executor", "in-process");
        assertThat(study.exitCode()).as(study.err()).isZero();
        assertThat(study.out())
                .contains("subsets: all leaves out visual, audio:")
                .contains("match: mean has nothing that is trained");
        List<Long> counts = Stream.of("cross", "wide", "audio shuffled", "visual+audio")
                .map(variant -> parameters(out, variant))
                .toList();
        assertThat(counts)
                .allSatisfy(
                        count -> assertThat(Math.abs(count - counts.get(0))).isLessThanOrEqualTo(counts.get(0) / 20));
        assertThat(counts.get(1)).as("the size that the plan has said").isEqualTo(planned(plan.out(), "wide"));
        assertThat(parameters(out, "mean")).isZero();

        String page = Files.readString(out.resolve("report.html"));
        assertThat(page)
                .contains(
                        "match: every line that is trained has",
                        "subsets: all leaves out visual, audio",
                        ">Parameters<");
        Files.delete(out.resolve("report.html"));
        assertThat(Cli.run("report", out).exitCode()).isZero();
        assertThat(Files.readString(out.resolve("report.html"))).isEqualTo(page);

        String wide = trial(out, "wide");
        assertThat(Cli.run("reproduce", out.resolve("trials").resolve(wide)).exitCode())
                .isZero();
    }

    private static List<String[]> rows(Path out) {
        try {
            return Files.readAllLines(out.resolve("results.csv")).stream()
                    .map(line -> line.replaceAll("\"[^\"]*\"", "quoted").split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] row(Path out, String variant) {
        return rows(out).stream()
                .filter(line -> line[0].equals(variant))
                .findFirst()
                .orElseThrow();
    }

    private static long parameters(Path out, String variant) {
        return Long.parseLong(row(out, variant)[9]);
    }

    private static String trial(Path out, String variant) {
        return row(out, variant)[7];
    }

    private static long planned(String plan, String variant) {
        String line = plan.lines()
                .filter(text -> text.startsWith("  " + variant + ": "))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.substring(variant.length() + 4, line.indexOf(" parameters"))
                .replace(",", ""));
    }
}
