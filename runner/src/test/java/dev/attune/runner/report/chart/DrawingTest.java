package dev.attune.runner.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/** Draws and reads the drawings back. */
final class DrawingTest {
    private static final Style STYLE = Style.of(0);

    /** However many points there are, no peak is lost, and what is kept was there. */
    @Test
    void anEnvelopeKeepsTheExtremesOfEachColumn() {
        SplittableRandom random = new SplittableRandom(3);
        double[] xs = IntStream.range(0, 100_003).asDoubleStream().toArray();
        double[] ys = random.doubles(xs.length).toArray();
        ys[77_777] = 9;
        ys[12_345] = Double.NaN;
        Series kept = Series.of("", STYLE, Series.Form.LINE, xs, ys).envelope(500);
        assertThat(kept.size()).isEqualTo(1000);
        for (int column = 0; column < 500; column++) {
            double[] own =
                    Arrays.copyOfRange(ys, (int) (column * 100_003L / 500), (int) ((column + 1) * 100_003L / 500));
            double least = DoubleStream.of(own).filter(Double::isFinite).min().orElseThrow();
            double most = DoubleStream.of(own).filter(Double::isFinite).max().orElseThrow();
            assertThat(new double[] {kept.y(2 * column), kept.y(2 * column + 1)})
                    .containsExactlyInAnyOrder(least, most);
            assertThat(kept.x(2 * column)).isLessThan(kept.x(2 * column + 1));
            assertThat(ys[(int) kept.x(2 * column)]).isEqualTo(kept.y(2 * column));
        }
    }

    @Test
    void aGapInTheDataIsAGapInTheLine() {
        Series series = Series.of(
                "", STYLE, Series.Form.LINE, new double[] {0, 1, 2, 3, 4}, new double[] {1, 2, Double.NaN, 3, 4});
        Document svg = parse(CurveChart.of("", "x", "y", List.of(series), 100).draw(400, Theme.FILE));
        String path = svg.select("path[stroke-linejoin]").attr("d");
        assertThat(path.chars().filter(c -> c == 'M').count()).isEqualTo(2);
        assertThat(path.chars().filter(c -> c == 'L').count()).isEqualTo(2);
    }

    /** Marks lie where the scale of the axis says. */
    @Test
    void aForestPlotPutsIntervalsAtTheirValues() {
        IntervalChart chart = new IntervalChart(
                "difference",
                List.of(new IntervalChart.Group(
                        "Variants", List.of(row("one", -.2, -.3, -.1, true), row("other", .1, -.1, .3, false)))),
                Optional.of(0.0),
                false,
                "difference");
        for (double width : new double[] {340, 760}) {
            Document svg = parse(chart.draw(width, Theme.FILE));
            double[] centres = svg.select("circle").stream()
                    .mapToDouble(circle -> Double.parseDouble(circle.attr("cx")))
                    .toArray();
            double unit = (centres[1] - centres[0]) / .3;
            Element interval = svg.select("g:has(circle)").get(1).select("path").get(0);
            double[] ends = Arrays.stream(interval.attr("d").split("[ML ]", -1))
                    .filter(text -> !text.isEmpty())
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(ends[0]).isCloseTo(centres[1] - .2 * unit, within(.3));
            assertThat(ends[2]).isCloseTo(centres[1] + .2 * unit, within(.3));
            assertThat(svg.select("circle").get(0).attr("fill"))
                    .as("tells apart")
                    .isEqualTo(Ink.BLUE.light());
            assertThat(svg.select("circle").get(1).attr("fill")).isEqualTo(Ink.SURFACE.light());
            assertThat(svg.select("g > title").get(0).text()).isEqualTo("one: text of one");
        }
    }

    private static IntervalChart.Row row(String name, double value, double low, double high, boolean filled) {
        return new IntervalChart.Row(name, value, low, high, "text of " + name, STYLE, filled, List.of());
    }

    @Test
    void textsStayInsideTheDrawing() {
        String long1 = "recursive joint cross-modal attention with gates, variant number one".repeat(2);
        IntervalChart chart = new IntervalChart(
                "a title of the axis that is much too long for a narrow window of a telephone",
                List.of(new IntervalChart.Group("", List.of(row(long1, 0, 0, 0, true)))),
                Optional.empty(),
                false,
                "");
        for (double width : new double[] {340, 760}) {
            for (Element text : parse(chart.draw(width, Theme.FILE)).select("text")) {
                double wide = TextSize.width(text.text(), Double.parseDouble(text.attr("font-size")));
                double x = Double.parseDouble(text.attr("x"));
                double left = x
                        - (text.attr("text-anchor").equals("end")
                                ? wide
                                : text.attr("text-anchor").equals("middle") ? wide / 2 : 0);
                assertThat(left).as(text.text()).isGreaterThan(-1);
                assertThat(left + wide).as(text.text()).isLessThan(width + 1);
            }
        }
        assertThat(TextSize.fit("fusion.depth=1", 12, 60))
                .startsWith("fus")
                .contains("…")
                .endsWith("=1");
    }

    @Test
    void textsOfUsersAreNoMarkup() {
        Svg svg = new Svg(100, 20, Theme.PAGE).text(0, 10, "<a href='x'>&\u0000", 10, Ink.TEXT, Svg.Anchor.START);
        String text = svg.inline("wide", "\"><script>", "&lt;");
        assertThat(text).contains("&lt;a href=&#39;x&#39;&gt;&amp;\uFFFD").doesNotContain("<script");
        assertThat(parse(svg).select("a")).isEmpty();
    }

    @Test
    void aDrawingBecomesPixelsInItsColours() throws IOException {
        Svg svg = new Svg(40, 20, Theme.FILE).rectangle(0, 0, 20, 20, Ink.VERMILION, 1);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(Raster.png(svg.document("title", ""))));
        assertThat(image.getWidth()).isEqualTo(80);
        assertThat(image.getRGB(10, 10) & 0xFFFFFF).isEqualTo(0xD55E00);
        assertThat(image.getRGB(70, 10) & 0xFFFFFF).isEqualTo(0xFFFFFF);
    }

    @Test
    void stylesDifferInMoreThanColour() {
        assertThat(IntStream.range(0, Style.DIFFERENT).mapToObj(Style::of)).doesNotHaveDuplicates();
        for (int i = 1; i < 5; i++) {
            assertThat(Style.of(i).marker()).isNotEqualTo(Style.of(0).marker());
            assertThat(Style.of(i).dash()).isNotEqualTo(Style.of(0).dash());
        }
    }

    private static Document parse(Svg svg) {
        return Jsoup.parse(svg.document("title", "description"), Parser.xmlParser());
    }
}
