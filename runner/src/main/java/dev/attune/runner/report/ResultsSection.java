package dev.attune.runner.report;

import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan.Family;
import dev.attune.runner.report.ReportData.Interval;
import dev.attune.runner.report.ReportData.Line;
import dev.attune.runner.report.chart.IntervalBar;
import dev.attune.runner.report.chart.IntervalChart;
import dev.attune.runner.report.chart.Numbers;
import dev.attune.runner.report.chart.Range;
import dev.attune.runner.report.chart.Style;
import dev.attune.runner.report.chart.Theme;
import dev.attune.runner.study.Csv;
import dev.attune.runner.train.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The table of results: a line each, mean and deviation over trials, intervals as bars. */
final class ResultsSection {
    private static final int LONG_NAME = 28;

    private final ReportData data;
    private final Split shown;
    private final List<String> figures;
    private final IntervalBar bars;

    private ResultsSection(ReportData data) {
        this.data = data;
        shown = data.shown();
        figures = figures(data);
        bars = new IntervalBar(Range.of(data.lines().stream().flatMapToDouble(this::extent)));
    }

    static Section of(ReportData data) {
        return new ResultsSection(data).section();
    }

    /** Returns the primary figure, then the same metric of the other targets. */
    static List<String> figures(ReportData data) {
        String primary = data.declared().primary();
        String metric = data.declared().metric();
        Stream<String> others = data.lines().stream()
                .flatMap(line -> line.runs().stream())
                .flatMap(run -> run.of(data.shown()).stream())
                .filter(figure -> figure.metric().equals(metric))
                .map(Figure::key);
        List<String> all = Stream.concat(Stream.of(primary), others).distinct().toList();
        boolean oneTarget = all.size() == 2 && primary.equals(metric + "." + Figure.MEAN);
        return oneTarget ? List.of(primary) : all; // the mean of one target is that target
    }

    private DoubleStream extent(Line line) {
        String primary = data.declared().primary();
        return DoubleStream.concat(
                Arrays.stream(line.values(shown, primary)),
                line.interval(shown, primary).stream()
                        .flatMapToDouble(found -> DoubleStream.of(found.low(), found.high())));
    }

    private Section section() {
        Html html = new Html();
        html.element("p", caption(), "class", "note");
        for (Family family : Family.values()) {
            if (!data.of(family).isEmpty()) {
                appendTable(html, family, data.of(family));
            }
        }
        // A narrow window has no room for bars beside numbers.
        Plot plot = plot();
        html.raw(plot.narrow());
        appendAll(html);
        return new Section("results", "Results", html.toString(), List.of(plot));
    }

    private String caption() {
        boolean intervals = data.lines().stream()
                .anyMatch(
                        line -> line.interval(shown, data.declared().primary()).isPresent());
        return "Mean ± standard deviation over seeds, on "
                + shown.label() + "." + folds() + " The epoch of each trial was chosen on validation, by "
                + data.declared().selection() + ". "
                + (intervals
                        ? "Bars: " + data.declared().level() + " interval of the mean over seeds and "
                                + data.declared().drawn() + ". "
                        : "")
                + "Small ticks: single trials. No line is marked as best: whether two lines differ is a matter of their paired"
                + " difference, not of their means or of whether their intervals overlap."
                + (data.hasOracle() ? Texts.ORACLE : "");
    }

    private String folds() {
        if (!data.folds().areSeveral()) {
            return "";
        }
        boolean said = shown == Split.TEST && !data.folds().test().isEmpty();
        return " The value of a seed is "
                + (said
                        ? "the " + data.folds().test()
                        : "its mean over " + data.folds().names().size() + " folds")
                + ".";
    }

    private void appendTable(Html html, Family family, List<Line> lines) {
        boolean longNames = lines.stream().anyMatch(line -> line.variant().length() > LONG_NAME);
        html.open("div", "class", "scroll").open("table", "class", longNames ? "results long" : "results");
        html.element(
                "caption",
                Texts.heading(family) + ": " + Texts.metric(data.declared().metric()) + " on " + shown.label());
        html.open("thead").open("tr");
        html.element("th", Texts.one(family), "scope", "col");
        html.element("th", "Trials", "scope", "col", "class", "number");
        html.element("th", "Parameters", "scope", "col", "class", "number");
        html.open("th", "scope", "col", "class", "bars");
        html.text(Texts.target(data.declared().primary()) + direction());
        html.raw(bars.axis(Theme.PAGE).inline("axis", "axis of the bars", "")).close();
        for (String figure : figures) {
            html.element("th", Texts.target(figure), "scope", "col", "class", "number");
        }
        if (shown == Split.TEST) {
            html.element(
                    "th", Texts.target(data.declared().primary()) + ", validation", "scope", "col", "class", "number");
        }
        html.close().close().open("tbody");
        lines.forEach(line -> appendLine(html, line));
        html.close().close().close();
    }

    private String direction() {
        return data.declared().higherIsBetter() ? " (more is better)" : " (less is better)";
    }

    private void appendLine(Html html, Line line) {
        String primary = data.declared().primary();
        boolean baseline = data.declared().baseline().equals(Optional.of(line.variant()));
        html.open("tr").open("th", "scope", "row").text(line.variant());
        if (baseline) {
            html.element("span", "baseline", "class", "tag");
        }
        if (line.family() == Family.ORACLE) {
            html.element("span", "oracle", "class", "tag");
        }
        html.close();
        int failed = line.planned() - line.runs().size();
        html.element("td", line.runs().size() + (failed > 0 ? " of " + line.planned() : ""), "class", "number");
        html.element("td", PaperTable.parameters(line), "class", "number");
        double[] values = line.values(shown, primary);
        html.open("td", "class", "bars");
        Spread spread = line.spread(shown, primary);
        if (!spread.isEmpty()) {
            Interval interval = line.interval(shown, primary).orElse(new Interval(spread.mean(), spread.mean()));
            String label = line.title() + ": " + text(line, shown, primary);
            html.raw(bars.bar(
                            spread.mean(),
                            interval.low(),
                            interval.high(),
                            values.length > 1 ? Arrays.stream(values).boxed().toList() : List.of(),
                            Theme.PAGE)
                    .inline("bar", label, ""));
        }
        html.close();
        for (String figure : figures) {
            appendValue(html, line, shown, figure);
        }
        if (shown == Split.TEST) {
            appendValue(html, line, Split.VALIDATION, primary);
        }
        html.close();
    }

    private static void appendValue(Html html, Line line, Split split, String figure) {
        Spread spread = line.spread(split, figure);
        if (spread.isEmpty()) {
            html.element("td", "–", "class", "number");
            return;
        }
        html.open(
                "td",
                "class",
                "number",
                "data-figure",
                figure,
                "data-split",
                split.label(),
                "data-mean",
                Double.toString(spread.mean()));
        html.text(spread.text());
        line.interval(split, figure).ifPresent(found -> html.element("span", bracket(found), "class", "interval"));
        html.close();
    }

    private static String bracket(Interval interval) {
        return "[" + Numbers.figure(interval.low()) + ", " + Numbers.figure(interval.high()) + "]";
    }

    private static String text(Line line, Split split, String figure) {
        return line.spread(split, figure).text()
                + line.interval(split, figure)
                        .map(found -> " " + bracket(found))
                        .orElse("");
    }

    /** Every figure of every line; folded, because it is long. */
    private void appendAll(Html html) {
        for (Split split : data.splits()) {
            List<String> keys = data.lines().stream()
                    .flatMap(line -> line.runs().stream())
                    .flatMap(run -> run.of(split).stream())
                    .map(Figure::key)
                    .distinct()
                    .toList();
            html.open("details").element("summary", "All figures on " + split.label());
            html.open("div", "class", "scroll").open("table");
            html.element("caption", "All figures on " + split.label() + ", mean ± standard deviation over seeds");
            html.open("thead").open("tr").element("th", "Line", "scope", "col");
            keys.forEach(key -> html.element("th", key, "scope", "col", "class", "number"));
            html.close().close().open("tbody");
            for (Line line : data.lines()) {
                html.open("tr").element("th", line.title(), "scope", "row");
                keys.forEach(key -> html.element("td", line.spread(split, key).text(), "class", "number"));
                html.close();
            }
            html.close().close().close().close();
        }
    }

    /** The same as the bars of the table, for those who need a file. */
    private Plot plot() {
        String primary = data.declared().primary();
        Csv csv = new Csv("family", "line", "split", "figure", "trials", "mean", "deviation", "low", "high");
        List<IntervalChart.Group> groups = new ArrayList<>();
        for (Family family : Family.values()) {
            List<IntervalChart.Row> rows = new ArrayList<>();
            for (Line line : data.of(family)) {
                Spread spread = line.spread(shown, primary);
                Interval interval = line.interval(shown, primary).orElse(new Interval(spread.mean(), spread.mean()));
                if (!spread.isEmpty()) {
                    rows.add(new IntervalChart.Row(
                            line.title(),
                            spread.mean(),
                            interval.low(),
                            interval.high(),
                            text(line, shown, primary),
                            Style.of(0),
                            family != Family.ORACLE,
                            spread.count() > 1
                                    ? Arrays.stream(line.values(shown, primary))
                                            .boxed()
                                            .toList()
                                    : List.of()));
                    csv.row(List.of(
                            family.name().toLowerCase(java.util.Locale.ROOT),
                            line.variant(),
                            shown.label(),
                            primary,
                            Integer.toString(spread.count()),
                            Double.toString(spread.mean()),
                            Double.isNaN(spread.deviation()) ? "" : Double.toString(spread.deviation()),
                            line.interval(shown, primary)
                                    .map(found -> Double.toString(found.low()))
                                    .orElse(""),
                            line.interval(shown, primary)
                                    .map(found -> Double.toString(found.high()))
                                    .orElse("")));
                }
            }
            if (!rows.isEmpty()) {
                groups.add(new IntervalChart.Group(Texts.heading(family), rows));
            }
        }
        return new Plot(
                "results",
                "Results on " + shown.label(),
                caption(),
                new IntervalChart(
                        Texts.figure(primary) + " on " + shown.label(), groups, Optional.empty(), false, "mean ± sd"),
                csv);
    }
}
