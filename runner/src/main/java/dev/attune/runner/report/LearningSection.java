package dev.attune.runner.report;

import dev.attune.runner.report.ReportData.EpochPoint;
import dev.attune.runner.report.ReportData.Line;
import dev.attune.runner.report.ReportData.Run;
import dev.attune.runner.report.chart.CurveChart;
import dev.attune.runner.report.chart.Dash;
import dev.attune.runner.report.chart.Drawing;
import dev.attune.runner.report.chart.Ink;
import dev.attune.runner.report.chart.Marker;
import dev.attune.runner.report.chart.Panels;
import dev.attune.runner.report.chart.Range;
import dev.attune.runner.report.chart.Series;
import dev.attune.runner.report.chart.Style;
import dev.attune.runner.study.Csv;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How each line learnt. */
final class LearningSection {
    private static final int MOST_THIN_LINES = 6;
    private static final int MOST_POINTS = 20_000;
    private static final int BAND_POINTS = 120;
    private static final double HEIGHT = 130;
    private static final Style THIN = new Style(Ink.BLUE, Dash.SOLID, Marker.CIRCLE);
    private static final Style BEST = new Style(Ink.VERMILION, Dash.SOLID, Marker.DIAMOND);

    private LearningSection() {}

    static Optional<Section> of(ReportData data) {
        Map<String, Line> lines = trained(data);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String primary = Texts.figure(data.declared().primary());
        Html html = new Html();
        Plot validation =
                plot("learning-curves", primary + " on validation by epoch", primary, lines, EpochPoint::primary, true);
        validation.appendTo(html);
        Plot loss = plot("training-loss", "Training loss by epoch", "training loss", lines, EpochPoint::loss, false);
        html.open("details").element("summary", "Training loss");
        loss.appendTo(html);
        html.close();
        return Optional.of(new Section("learning", "How the lines learnt", html.toString(), List.of(validation, loss)));
    }

    /** Lines that are the same trainings are shown once, under all their names. */
    private static Map<String, Line> trained(ReportData data) {
        Map<Set<String>, List<Line>> same = new LinkedHashMap<>();
        for (Line line : data.lines()) {
            if (line.runs().stream().anyMatch(run -> !run.epochList().isEmpty())) {
                same.computeIfAbsent(
                                line.runs().stream().map(Run::id).collect(Collectors.toSet()), key -> new ArrayList<>())
                        .add(line);
            }
        }
        Map<String, Line> named = new LinkedHashMap<>();
        same.values()
                .forEach(lines ->
                        named.put(lines.stream().map(Line::variant).collect(Collectors.joining(" = ")), lines.get(0)));
        return named;
    }

    private static Plot plot(
            String file,
            String title,
            String yTitle,
            Map<String, Line> lines,
            ToDoubleFunction<EpochPoint> value,
            boolean markBest) {
        Csv csv = new Csv("line", "seed", "trial", "epoch", "value");
        Range range = Range.of(lines.values().stream()
                        .flatMap(line -> line.runs().stream())
                        .flatMap(run -> run.epochList().stream())
                        .mapToDouble(value))
                .padded(.04);
        boolean bands = bands(lines.values());
        List<Drawing> panels = new ArrayList<>();
        lines.forEach((name, line) -> {
            CurveChart chart = CurveChart.of(name, "epoch", yTitle, series(line, value, markBest, bands), HEIGHT)
                    .withRanges(Optional.empty(), Optional.of(range));
            boolean single =
                    line.runs().stream().allMatch(run -> run.epochList().size() < 2);
            panels.add(single ? chart.withPlaces(List.of(1.0), false) : chart);
            line.runs()
                    .forEach(run -> run.epochList()
                            .forEach(epoch -> csv.row(List.of(
                                    name,
                                    Long.toString(run.seed()),
                                    run.id(),
                                    Integer.toString(epoch.number()),
                                    Double.toString(value.applyAsDouble(epoch))))));
        });
        String caption = (bands
                        ? "Bands: from the least to the greatest of the trials. Line: "
                        : "Thin lines: single trials. Thick: ")
                + "their mean, as far as all of them went."
                + (markBest ? " Diamonds: the epoch that each trial kept." : "")
                + " All panels have the same vertical axis.";
        return new Plot(file, title, caption, new Panels(panels, 230), panels, csv);
    }

    /** Many thin lines are neither read nor small. */
    private static boolean bands(Collection<Line> lines) {
        int points = lines.stream()
                .flatMap(line -> line.runs().stream())
                .mapToInt(run -> run.epochList().size())
                .sum();
        return points > MOST_POINTS
                || lines.stream().anyMatch(line -> line.runs().size() > MOST_THIN_LINES);
    }

    private static List<Series> series(Line line, ToDoubleFunction<EpochPoint> value, boolean markBest, boolean bands) {
        List<Run> runs =
                line.runs().stream().filter(run -> !run.epochList().isEmpty()).toList();
        List<Series> series = new ArrayList<>();
        if (bands && runs.size() > 1) {
            series.add(summary(runs, value, Series.Form.BAND).thinned(BAND_POINTS));
        } else {
            runs.forEach(run -> series.add(Series.of(
                    "",
                    THIN,
                    form(runs, run),
                    run.epochList().stream().mapToDouble(EpochPoint::number).toArray(),
                    run.epochList().stream().mapToDouble(value).toArray())));
            if (runs.size() > 1) {
                series.add(summary(runs, value, Series.Form.LINE));
            }
        }
        if (markBest) {
            for (Run run : runs) {
                best(run)
                        .ifPresent(i -> series.add(Series.of(
                                "",
                                BEST,
                                Series.Form.MARKS,
                                new double[] {run.epochList().get(i).number()},
                                new double[] {
                                    value.applyAsDouble(run.epochList().get(i))
                                })));
            }
        }
        return series;
    }

    private static Series.Form form(List<Run> runs, Run run) {
        if (run.epochList().size() == 1) {
            return Series.Form.MARKS; // one point is no line
        }
        return runs.size() == 1 ? Series.Form.LINE : Series.Form.THIN;
    }

    private static OptionalInt best(Run run) {
        return IntStream.range(0, run.epochList().size())
                .filter(i -> run.epochList().get(i).number() == run.bestEpoch())
                .findFirst();
    }

    /** Mean, least and greatest over trials, for the epochs that all of them have. */
    private static Series summary(List<Run> runs, ToDoubleFunction<EpochPoint> value, Series.Form form) {
        int shared = runs.stream().mapToInt(run -> run.epochList().size()).min().orElse(0);
        double[][] columns = new double[4][shared];
        for (int i = 0; i < shared; i++) {
            int epoch = i;
            double[] values = runs.stream()
                    .mapToDouble(run -> value.applyAsDouble(run.epochList().get(epoch)))
                    .toArray();
            columns[0][i] = runs.get(0).epochList().get(i).number();
            columns[1][i] = Spread.of(values).mean();
            columns[2][i] = java.util.Arrays.stream(values).min().orElse(Double.NaN);
            columns[3][i] = java.util.Arrays.stream(values).max().orElse(Double.NaN);
        }
        return form == Series.Form.BAND
                ? Series.of("", THIN, form, columns[0], columns[1], columns[2], columns[3])
                : Series.of("", THIN, form, columns[0], columns[1]);
    }
}
