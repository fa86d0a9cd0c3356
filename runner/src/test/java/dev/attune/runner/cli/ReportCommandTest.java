package dev.attune.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a small study and holds its report against the tables that it left. */
final class ReportCommandTest {
    private static final String STUDY = """
            name: small & sealed
            base:
              data: {type: synthetic, modalities: [visual, audio], train: 4, validation: 3, test: 3, frames: [30, 40],
                     dims: {visual: 8, audio: 6}, window: {length: 20, stride: 15}}
              temporal: none
              fusion: concat
              training: {epochs: 2, batch: 4, threads: 1}
            seeds: [1, 2]
            variants: {concat: {}, "<sum>": {fusion: sum}}
            grid: {training.epochs: [1, 2]}
            subsets: all
            compare: {primary: ccc.mean, baseline: concat, resamples: 200}
            """;

    @TempDir
    private Path folder;

    @Test
    void theReportSaysWhatTheTablesSay() throws IOException {
        Path yaml = Files.writeString(folder.resolve("small.yaml"), STUDY);
        Path study = folder.resolve("runs");
        Cli run = Cli.run("study", yaml, "--out", study, "--executor", "in-process");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Report:  " + study.resolve("report.html"));
        String sealed = Files.readString(study.resolve("report.html"));
        compare(study, Jsoup.parse(sealed), "validation");
        assertThat(sealed).contains("Test is sealed.");
        assertThat(Jsoup.parse(sealed).select("#methods .references li").eachText())
                .containsExactly(
                        "loss ccc, metric ccc: L. I.-K. Lin, A Concordance Correlation Coefficient to Evaluate"
                                + " Reproducibility, Biometrics 45(1), 1989. doi:10.2307/2532051",
                        "metric pearson: K. Pearson, Note on Regression and Inheritance in the Case of Two Parents,"
                                + " Proceedings of the Royal Society of London 58, 1895. doi:10.1098/rspl.1895.0041");
        assertThat(Jsoup.parse(sealed).select("#methods details pre").text()).contains("@article{");

        assertThat(Cli.run("unlock-test", study, "--reason", "a paper", "--executor", "in-process")
                        .exitCode())
                .isZero();
        Document open = Jsoup.parse(Files.readString(study.resolve("report.html")));
        compare(study, open, "test");
        assertThat(open.select(".seal").text())
                .startsWith("Test was unlocked at 20")
                .endsWith(": “a paper”.");

        Path elsewhere = folder.resolve("elsewhere");
        Cli again = Cli.run("report", study, "--latex", "--markdown", "--out", elsewhere);
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out())
                .contains(
                        "Written: " + elsewhere.resolve("report.html"),
                        "Written: " + elsewhere.resolve("tables.tex"),
                        "Written: " + elsewhere.resolve("tables.md"));
        assertThat(elsewhere.resolve("report.html")).hasSameTextualContentAs(study.resolve("report.html"));
        assertThat(Files.readString(elsewhere.resolve("tables.tex")))
                .contains("small \\& sealed", "$<$sum$>$ & 2 & ")
                .doesNotContain("Biometrics");
        assertThat(elsewhere.resolve("tables.md")).content().doesNotContain("Biometrics");
        try (Stream<Path> plots = Files.list(elsewhere.resolve("plots"))) {
            assertThat(plots.map(file -> file.getFileName().toString()))
                    .contains(
                            "clip-1.svg", "plane.png", "setting-training.epochs.csv", "differences.svg", "subsets.png");
        }
    }

    /** Holds the numbers of the page against {@code results.csv} and {@code intervals.csv}. */
    private static void compare(Path study, Document page, String split) throws IOException {
        List<String[]> results = rows(study.resolve("results.csv"));
        List<String[]> intervals = rows(study.resolve("intervals.csv"));
        int found = 0;
        for (Element row : page.select("table.results tbody tr")) {
            String name = row.select("th").get(0).ownText();
            Element cell = row.select("td[data-figure=ccc.mean][data-split=" + split + "]")
                    .get(0);
            double mean = results.stream()
                    .filter(line -> line[0].equals(name) && line[3].equals(split) && line[4].equals("mean"))
                    .filter(line -> line[5].equals("ccc"))
                    .mapToDouble(line -> Double.parseDouble(line[6]))
                    .average()
                    .orElseThrow();
            assertThat(Double.parseDouble(cell.attr("data-mean"))).as(name).isCloseTo(mean, within(1e-12));
            String[] interval = intervals.stream()
                    .filter(line -> line[0].equals(name) && line[1].equals(split) && line[2].equals("mean"))
                    .filter(line -> line[3].equals("ccc"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Double.parseDouble(interval[4])).as(name).isCloseTo(mean, within(1e-9));
            String[] shown = cell.select(".interval").text().replace('−', '-').split("[\\[\\], ]+", -1);
            assertThat(Double.parseDouble(shown[1])).as(name).isCloseTo(Double.parseDouble(interval[6]), within(6e-4));
            assertThat(Double.parseDouble(shown[2])).as(name).isCloseTo(Double.parseDouble(interval[7]), within(6e-4));
            found++;
        }
        assertThat(found).isEqualTo(2 + 2 + 3);
    }

    private static List<String[]> rows(Path csv) throws IOException {
        return Files.readAllLines(csv).stream()
                .map(line -> line.replaceAll("\"[^\"]*\"", "quoted").split(",", -1))
                .toList();
    }

    @Test
    void aFolderWithoutAStudyIsNamed() {
        Cli run = Cli.run("report", folder);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains(folder + " is not the folder of a study: it has no study.json.");
    }
}
