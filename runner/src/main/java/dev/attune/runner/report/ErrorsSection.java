package dev.attune.runner.report;

import dev.attune.api.data.TargetInfo;
import dev.attune.runner.report.ReportData.Errors;
import dev.attune.runner.report.ReportData.Moment;
import dev.attune.runner.report.ReportData.Survey;
import dev.attune.runner.report.chart.Counts;
import dev.attune.runner.report.chart.CurveChart;
import dev.attune.runner.report.chart.Drawing;
import dev.attune.runner.report.chart.Panels;
import dev.attune.runner.report.chart.Range;
import dev.attune.runner.report.chart.Series;
import dev.attune.runner.report.chart.Style;
import dev.attune.runner.study.Csv;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How predictions miss: how far, in which direction, and at which labels. */
final class ErrorsSection {
    private static final int LEAST_FRAMES = 5;

    private final Survey survey;

    private ErrorsSection(Survey survey) {
        this.survey = survey;
    }

    static Optional<Section> of(ReportData data) {
        return data.survey()
                .filter(survey -> survey.errors().stream()
                        .anyMatch(errors -> errors.histogram().total() > 0))
                .map(survey -> new ErrorsSection(survey).section());
    }

    private Section section() {
        Html html = new Html();
        html.element("p", ClipsSection.models(survey), "class", "note");
        return Section.of("errors", "How predictions miss", html, List.of(histograms(), byLabel()));
    }

    private Plot histograms() {
        Csv csv = new Csv("target", "line", "error", "frames");
        List<Drawing> panels = new ArrayList<>();
        for (int target = 0; target < survey.targets().size(); target++) {
            List<Series> series = new ArrayList<>();
            for (Errors errors : of(target)) {
                series.add(histogram(errors, csv));
            }
            String name = survey.targets().get(target).name();
            double most = series.stream().mapToDouble(Series::greatest).max().orElse(1);
            panels.add(CurveChart.of(name, "prediction − label", "share of labelled frames", series, 170)
                    .withRanges(Optional.empty(), Optional.of(new Range(0, 1.05 * most))));
        }
        return new Plot(
                "errors",
                "Errors of single frames",
                "Shares of labelled frames by prediction − label.",
                new Panels(panels, 320),
                csv);
    }

    private List<Errors> of(int target) {
        return survey.errors().stream()
                .filter(errors ->
                        errors.target() == target && errors.histogram().total() > 0)
                .toList();
    }

    private Series histogram(Errors errors, Csv csv) {
        Counts counts = errors.histogram();
        String line = survey.models().get(errors.model()).variant();
        double half = (counts.middleOfColumn(1) - counts.middleOfColumn(0)) / 2;
        int first = IntStream.range(0, counts.columns())
                .filter(i -> counts.count(i, 0) > 0)
                .findFirst()
                .orElse(0);
        int last = IntStream.range(0, counts.columns())
                .filter(i -> counts.count(i, 0) > 0)
                .max()
                .orElse(0);
        int bins = last - first + 1;
        double[] edges = new double[bins + 1];
        double[] shares = new double[bins + 1];
        for (int i = 0; i < bins; i++) {
            edges[i] = counts.middleOfColumn(first + i) - half;
            shares[i] = (double) counts.count(first + i, 0) / counts.total();
            csv.row(List.of(
                    survey.targets().get(errors.target()).name(),
                    line,
                    Double.toString(counts.middleOfColumn(first + i)),
                    Long.toString(counts.count(first + i, 0))));
        }
        edges[bins] = counts.middleOfColumn(last) + half;
        return Series.of(line, Style.of(errors.model()), Series.Form.STEPS, edges, shares);
    }

    private Plot byLabel() {
        Csv csv = new Csv("target", "line", "label", "frames", "mean_error", "deviation");
        List<Drawing> panels = new ArrayList<>();
        for (int target = 0; target < survey.targets().size(); target++) {
            TargetInfo info = survey.targets().get(target);
            List<Series> series = new ArrayList<>();
            for (Errors errors : of(target)) {
                series.add(byLabel(errors, info, csv));
            }
            panels.add(CurveChart.of(info.name(), "label", "mean of prediction − label", series, 170)
                    .withReference(0));
        }
        return new Plot(
                "errors-by-label",
                "Errors by label",
                "Mean of prediction − label, and one standard deviation to each side, for labels of "
                        + "equal ranges with at least " + LEAST_FRAMES
                        + " frames. A line that falls from upper left to lower right is regression to the mean.",
                new Panels(panels, 320),
                csv);
    }

    private Series byLabel(Errors errors, TargetInfo info, Csv csv) {
        String line = survey.models().get(errors.model()).variant();
        int[] bins = IntStream.range(0, errors.moments().size())
                .filter(i -> errors.moments().get(i).count() >= LEAST_FRAMES)
                .toArray();
        double[][] columns = new double[4][bins.length];
        for (int i = 0; i < bins.length; i++) {
            Moment moment = errors.moments().get(bins[i]);
            columns[0][i] = info.min()
                    + (bins[i] + .5)
                            * (info.max() - info.min())
                            / errors.moments().size();
            columns[1][i] = moment.mean();
            columns[2][i] = moment.mean() - moment.deviation();
            columns[3][i] = moment.mean() + moment.deviation();
            csv.row(List.of(
                    info.name(),
                    line,
                    Double.toString(columns[0][i]),
                    Long.toString(moment.count()),
                    Double.toString(moment.mean()),
                    Double.toString(moment.deviation())));
        }
        return Series.of(
                line, Style.of(errors.model()), Series.Form.BAND, columns[0], columns[1], columns[2], columns[3]);
    }
}
