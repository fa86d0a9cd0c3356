package dev.attune.runner.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.api.data.Split;
import dev.attune.runner.report.ReportData.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Writes reports of invented studies and reads them back as a browser would. */
final class ReportTest {
    private static final int MOST_BYTES = 3_000_000;

    @TempDir
    Path folder;

    static Stream<ReportData> samples() {
        return Stream.of(
                SampleReports.usual(false),
                SampleReports.usual(true),
                SampleReports.single(),
                SampleReports.failures(),
                SampleReports.large());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyPageIsWholeSmallAndAlone(ReportData data) throws IOException {
        String html = Page.html(data, Report.sections(data));
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST_BYTES);
        keep(data, html);

        Document page = Jsoup.parse(html);
        assertThat(page.select("h1").text()).isEqualTo(data.study().strip());
        assertThat(page.select("script")).as("scripts other than our own").hasSize(1);
        for (Element element : page.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                assertThat(attribute.getKey()).doesNotStartWith("on");
                if (Set.of("src", "href", "xlink:href", "srcset", "action", "data")
                        .contains(attribute.getKey())) {
                    assertThat(attribute.getValue()).as(element.tagName()).startsWith("#");
                }
            }
        }
        assertThat(page.select("style").html()).doesNotContain("url(").doesNotContain("@import");
        page.select("nav a")
                .forEach(
                        link -> assertThat(page.getElementById(link.attr("href").substring(1)))
                                .as(link.attr("href"))
                                .isNotNull());
        assertThat(page.select("svg:not([aria-label])")).isEmpty();
        assertThat(page.select("table:not(:has(caption))")).isEmpty();
        assertThat(page.select("th:not([scope])")).isEmpty();
        assertThat(page.select("[id]").stream().map(Element::id)).doesNotHaveDuplicates();
        assertThat(page.select("svg").outerHtml()).doesNotContain("NaN").doesNotContain("Infinity");
    }

    /** Leaves the page where a person can look at it. */
    private static void keep(ReportData data, String html) throws IOException {
        String shown = System.getProperty("attune.report.samples");
        if (shown != null) {
            String name = data.lines().size() + "-" + data.seal().open() + ".html";
            Files.createDirectories(Path.of(shown));
            Files.writeString(Path.of(shown).resolve(name), html);
        }
    }

    @Test
    void theTableHasTheMeansOfTheTrials() {
        ReportData data = SampleReports.usual(true);
        Document page = Jsoup.parse(Page.html(data, Report.sections(data)));
        int compared = 0;
        for (Line line : data.lines()) {
            Element row = row(page, line.variant());
            for (Element cell : row.select("td[data-figure]")) {
                Split split = cell.attr("data-split").equals("test") ? Split.TEST : Split.VALIDATION;
                double mean = Arrays.stream(line.values(split, cell.attr("data-figure")))
                        .average()
                        .orElseThrow();
                assertThat(Double.parseDouble(cell.attr("data-mean"))).isCloseTo(mean, within(1e-12));
                String first = cell.ownText().replace('−', '-').split(" ", -1)[0];
                assertThat(Double.parseDouble(first)).isCloseTo(mean, within(5.1e-4));
                compared++;
            }
        }
        assertThat(compared)
                .isEqualTo(4 * data.lines().size()); // mean, valence and arousal on test, mean on validation
    }

    private static Element row(Document page, String name) {
        return page.select("table.results tbody tr").stream()
                .filter(row -> row.select("th").get(0).ownText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingOfTestIsShownWhileItIsSealed() throws IOException {
        ReportData sealed = SampleReports.usual(false);
        Report.write(sealed, folder, Set.of(Report.Extra.LATEX, Report.Extra.MARKDOWN));
        double secret = sealed.lines().get(0).values(Split.TEST, "ccc.mean")[0];
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().endsWith(".png")) {
                    String text = Files.readString(file);
                    assertThat(text).as(file.toString()).doesNotContain(Double.toString(secret));
                    assertThat(text)
                            .as(file.toString())
                            .doesNotContain("data-split=\"test\"")
                            .doesNotContain(",test,");
                }
            }
        }
        String page = Files.readString(folder.resolve("report.html"));
        assertThat(page).contains("Test is sealed.").contains("unlock-test runs/ablation");
        assertThat(Files.readString(folder.resolve("tables.tex"))).doesNotContain("test split");
    }

    @Test
    void anOpenedSealIsToldWithTimeAndReason() {
        ReportData data = SampleReports.usual(true);
        Document page = Jsoup.parse(Page.html(data, Report.sections(data)));
        assertThat(page.select(".seal").text())
                .isEqualTo("Test was unlocked at 2026-11-22T14:05:00Z by ada: “all variants are chosen & final”."
                        + " 2 trials ran after that, with test scores in sight.");
        assertThat(page.select("table.results caption").eachText()).allMatch(text -> text.endsWith("on test"));
    }

    @Test
    void everyFigureIsAlsoAFile() throws IOException {
        ReportData data = SampleReports.usual(false);
        Report.write(data, folder, Set.of());
        Document page = Jsoup.parse(Files.readString(folder.resolve("report.html")));
        List<String> figures = page.select("figure").stream()
                .map(figure -> figure.id().substring("figure-".length()))
                .toList();
        assertThat(figures)
                .contains(
                        "differences",
                        "setting-fusion.depth",
                        "setting-fusion.dropout",
                        "subsets",
                        "learning-curves",
                        "training-loss",
                        "parameters",
                        "training-time",
                        "clip-1",
                        "plane",
                        "errors",
                        "errors-by-label");
        for (String figure : figures) {
            String svg = Files.readString(folder.resolve("plots").resolve(figure + ".svg"));
            assertThat(svg).as(figure).startsWith("<?xml").doesNotContain("var(");
            assertThat(ImageIO.read(folder.resolve("plots")
                                    .resolve(figure + ".png")
                                    .toFile())
                            .getWidth())
                    .as(figure)
                    .isEqualTo(1520);
            assertThat(Files.readAllLines(folder.resolve("plots").resolve(figure + ".csv")))
                    .as(figure)
                    .hasSizeGreaterThan(1);
        }
    }

    @Test
    void aMillionFramesAreShownByTheirExtremes() {
        Section clips = ClipsSection.of(SampleReports.large(1_000_000)).orElseThrow();
        assertThat(clips.plots().get(0).data().toString().length()).isLessThan(4_000_000);
        assertThat(clips.body())
                .hasSizeLessThan(700_000)
                .contains("1,000,000 frames.", "Of each column of pixels the least and the greatest value are drawn.");
    }

    @Test
    void namesAreEscapedForLatex() {
        String text = LatexText.of(PaperTable.all(SampleReports.large()));
        assertThat(text)
                .contains(
                        "$<$script$>$alert(\"1\")$<$/script$>$ \\& 'Ümläut' \\textendash{} 情緒 \\_50\\%\\_ \\$x\\textasciicircum{}2\\$"
                                + " \\{a$|$b\\} \\textbackslash{}n & 5 & ");
        assertThat(text.lines()
                        .filter(line -> line.contains("\\begin{tabular}"))
                        .count())
                .isEqualTo(text.lines()
                        .filter(line -> line.contains("\\end{tabular}"))
                        .count())
                .isEqualTo(4);
        assertThat(text).doesNotContain("\\textbf");
    }

    @Test
    void aRowOfATableHasAsManyCellsAsItsHead() {
        String text = MarkdownText.of(PaperTable.all(SampleReports.usual(true)));
        long columns = 0;
        for (String line : text.lines().filter(row -> row.startsWith("|")).toList()) {
            long bars = line.replace("\\|", "").chars().filter(c -> c == '|').count();
            columns = line.startsWith("| Line") ? bars : columns;
            assertThat(bars).as(line).isEqualTo(columns);
        }
        assertThat(text).contains("| RJCMA | 5 | ").contains("over 5 seeds (1, 2, 3, 4, 5)");
    }
}
