package dev.attune.runner.report;

import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan.Family;
import dev.attune.runner.report.ReportData.Interval;
import dev.attune.runner.report.ReportData.Line;
import dev.attune.runner.report.chart.CurveChart;
import dev.attune.runner.report.chart.IntervalChart;
import dev.attune.runner.report.chart.Series;
import dev.attune.runner.report.chart.Style;
import dev.attune.runner.study.Csv;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What each setting of the study's grid does: a curve where it is a number, a row a value where it is not. */
final class SettingsSection {
    private static final int MOST_CURVES = 8;
    private static final double RATIO_OF_LOGARITHMS = 50;

    private final ReportData data;
    private final Split shown;
    private final List<Line> lines;

    private SettingsSection(ReportData data) {
        this.data = data;
        shown = data.shown();
        lines = data.of(Family.GRID).stream()
                .filter(line -> !line.spread(shown, data.declared().primary()).isEmpty())
                .toList();
    }

    static Optional<Section> of(ReportData data) {
        SettingsSection section = new SettingsSection(data);
        List<Plot> plots = section.plots();
        return plots.isEmpty()
                ? Optional.empty()
                : Optional.of(Section.of("settings", "What each setting does", new Html(), plots));
    }

    private List<Plot> plots() {
        List<Plot> plots = new ArrayList<>();
        List<String> keys = lines.stream()
                .flatMap(line -> line.settings().keySet().stream())
                .distinct()
                .filter(this::varies)
                .toList();
        for (String key : keys) {
            if (lines.stream().allMatch(line -> number(line, key).isPresent())) {
                curve(key).ifPresent(plots::add);
            }
        }
        if (plots.isEmpty() && !lines.isEmpty()) {
            plots.add(rows());
        }
        return plots;
    }

    private boolean varies(String key) {
        return lines.stream().map(line -> line.settings().get(key)).distinct().count() > 1;
    }

    private static OptionalDouble number(Line line, String key) {
        try {
            String text = line.settings().get(key);
            double value = text == null ? Double.NaN : Double.parseDouble(text);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty(); // a word, or a list
        }
    }

    /** One curve for each combination of the other settings; empty if they are too many to tell apart. */
    private Optional<Plot> curve(String key) {
        Map<String, List<Line>> byOthers = new LinkedHashMap<>();
        lines.forEach(line -> byOthers.computeIfAbsent(others(line, key), name -> new ArrayList<>())
                .add(line));
        if (byOthers.size() > MOST_CURVES) {
            return Optional.empty();
        }
        List<Series> series = new ArrayList<>();
        Csv csv = new Csv(key, "others", "split", "figure", "mean", "low", "high");
        byOthers.forEach((others, of) -> series.add(series(key, others, of, Style.of(series.size()), csv)));
        List<Double> places = lines.stream()
                .map(line -> number(line, key).orElseThrow())
                .distinct()
                .sorted()
                .toList();
        double least = places.get(0);
        boolean ratios = least > 0 && places.get(places.size() - 1) / least >= RATIO_OF_LOGARITHMS;
        CurveChart chart = CurveChart.of(
                        "", key, Texts.figure(data.declared().primary()) + " on " + shown.label(), series, 240)
                .withPlaces(places, ratios);
        Optional<Double> baseline = baselineMean();
        String caption = "Mean over seeds" + intervalWords() + "."
                + (baseline.isPresent()
                        ? " Dashed: the baseline " + data.declared().baseline().orElse("") + "."
                        : "");
        return Optional.of(new Plot(
                "setting-" + key.replaceAll("[^A-Za-z0-9.-]", "-"),
                Texts.figure(data.declared().primary()) + " by " + key + ", on " + shown.label(),
                caption,
                baseline.map(chart::withReference).orElse(chart),
                csv));
    }

    private String intervalWords() {
        boolean any = lines.stream()
                .anyMatch(
                        line -> line.interval(shown, data.declared().primary()).isPresent());
        return any ? ", with " + data.declared().level() + " intervals" : "";
    }

    private static String others(Line line, String key) {
        return line.settings().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(key))
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private Optional<Double> baselineMean() {
        return data.lines().stream()
                .filter(line -> data.declared().baseline().equals(Optional.of(line.variant())))
                .map(line -> line.spread(shown, data.declared().primary()))
                .filter(spread -> !spread.isEmpty())
                .map(Spread::mean)
                .findFirst();
    }

    private Series series(String key, String name, List<Line> unsorted, Style style, Csv csv) {
        List<Line> sorted = unsorted.stream()
                .sorted(java.util.Comparator.comparingDouble(
                        line -> number(line, key).orElseThrow()))
                .toList();
        double[][] columns = new double[4][sorted.size()];
        IntStream.range(0, sorted.size()).forEach(i -> {
            Line line = sorted.get(i);
            double mean = mean(line);
            Interval interval = interval(line);
            columns[0][i] = number(line, key).orElseThrow();
            columns[1][i] = mean;
            columns[2][i] = interval.low();
            columns[3][i] = interval.high();
            csv.row(List.of(
                    line.settings().getOrDefault(key, ""),
                    name,
                    shown.label(),
                    data.declared().primary(),
                    Double.toString(mean),
                    Double.toString(interval.low()),
                    Double.toString(interval.high())));
        });
        return Series.of(name, style, Series.Form.POINTS, columns[0], columns[1], columns[2], columns[3]);
    }

    private double mean(Line line) {
        return line.spread(shown, data.declared().primary()).mean();
    }

    private Interval interval(Line line) {
        double mean = mean(line);
        return line.interval(shown, data.declared().primary()).orElse(new Interval(mean, mean));
    }

    private Plot rows() {
        String primary = data.declared().primary();
        Csv csv = new Csv("line", "split", "figure", "mean", "low", "high");
        List<IntervalChart.Row> rows = new ArrayList<>();
        for (Line line : lines) {
            Interval interval = interval(line);
            rows.add(new IntervalChart.Row(
                    line.variant(),
                    mean(line),
                    interval.low(),
                    interval.high(),
                    line.spread(shown, primary).text(),
                    Style.of(0),
                    true,
                    Arrays.stream(line.values(shown, primary)).boxed().toList()));
            csv.row(List.of(
                    line.variant(),
                    shown.label(),
                    primary,
                    Double.toString(mean(line)),
                    Double.toString(interval.low()),
                    Double.toString(interval.high())));
        }
        return new Plot(
                "settings",
                Texts.figure(primary) + " by setting, on " + shown.label(),
                "Mean over seeds" + intervalWords() + "; small ticks are single trials.",
                new IntervalChart(
                        Texts.figure(primary) + " on " + shown.label(),
                        List.of(new IntervalChart.Group("", rows)),
                        baselineMean(),
                        false,
                        "mean ± sd"),
                csv);
    }
}
