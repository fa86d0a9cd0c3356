package dev.attune.runner.report;

import dev.attune.api.data.TargetInfo;
import dev.attune.runner.report.ReportData.Shown;
import dev.attune.runner.report.ReportData.Survey;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Labels and predictions of a few clips, frame by frame. */
final class ClipsSection {
    /** Of a clip longer than this, the file of numbers has what can be seen of it. */
    private static final int MOST_ROWS = 20_000;

    private static final int COLUMNS = 2_000;
    private static final int DENSE = 250;
    private static final Style LABEL = new Style(Ink.TEXT, Dash.SOLID, Marker.CIRCLE);

    private ClipsSection() {}

    static Optional<Section> of(ReportData data) {
        return data.survey().filter(survey -> !survey.clips().isEmpty()).map(survey -> {
            Html html = new Html();
            html.element("p", models(survey), "class", "note");
            return Section.of("clips", "Label and prediction over time", html, plots(survey));
        });
    }

    /** Says whose predictions are shown. */
    static String models(Survey survey) {
        return "Predictions on " + survey.split().label() + " of "
                + survey.models().stream()
                        .map(model -> model.variant() + ", seed " + model.seed() + " (" + model.why() + ")")
                        .collect(Collectors.joining(", and of "))
                + ".";
    }

    private static List<Plot> plots(Survey survey) {
        List<Range> ranges = IntStream.range(0, survey.targets().size())
                .mapToObj(target -> range(survey, target))
                .toList();
        List<Plot> plots = new ArrayList<>();
        for (int i = 0; i < survey.clips().size(); i++) {
            plots.add(plot(survey, survey.clips().get(i), i + 1, ranges));
        }
        return plots;
    }

    private static Plot plot(Survey survey, SampledClip clip, int number, List<Range> ranges) {
        Csv csv = new Csv("clip", "target", "series", "frame", "value");
        List<Drawing> panels = new ArrayList<>();
        for (int target = 0; target < survey.targets().size(); target++) {
            TargetInfo info = survey.targets().get(target);
            List<Series> series = series(survey, clip, target);
            series.forEach(one -> write(csv, clip, info.name(), one));
            // One legend serves all panels.
            panels.add(CurveChart.of(
                            "",
                            "frame",
                            info.name(),
                            target == 0
                                    ? series
                                    : series.stream().map(Series::unnamed).toList(),
                            150)
                    .withRanges(Optional.empty(), Optional.of(ranges.get(target))));
        }
        String shortened = clip.frames() > MOST_ROWS
                ? " Of each column of pixels the least and the greatest value are drawn."
                : "";
        return new Plot(
                "clip-" + number,
                "Clip " + clip.id() + ", " + clip.why(),
                Texts.count(clip.frames(), "frame") + ". All clips have the same vertical axes." + shortened,
                new Panels(panels, 560),
                csv);
    }

    /** All clips have one range, so that a wide miss looks like one. */
    private static Range range(Survey survey, int target) {
        return Range.of(survey.clips().stream()
                        .flatMap(clip -> series(survey, clip, target).stream())
                        .flatMapToDouble(Series::extremes))
                .padded(.05);
    }

    private static List<Series> series(Survey survey, SampledClip clip, int target) {
        double[] frames =
                IntStream.range(0, clip.frames()).mapToDouble(frame -> frame).toArray();
        List<Series> series = new ArrayList<>();
        series.add(Series.of("label", LABEL, Series.Form.LINE, frames, clip.labels(target)));
        for (int model = 0; model < survey.models().size(); model++) {
            Shown shown = survey.models().get(model);
            // Dashes of a noisy line of many frames are a scribble.
            Style style = clip.frames() > DENSE ? Style.of(model).solid() : Style.of(model);
            series.add(Series.of(shown.variant(), style, Series.Form.LINE, frames, clip.predictions(model, target)));
        }
        return series;
    }

    private static void write(Csv csv, SampledClip clip, String target, Series whole) {
        Series series = clip.frames() > MOST_ROWS ? whole.envelope(COLUMNS) : whole;
        for (int i = 0; i < series.size(); i++) {
            if (!Double.isNaN(series.y(i))) {
                csv.row(List.of(
                        clip.id(),
                        target,
                        whole.name(),
                        Integer.toString((int) series.x(i)),
                        Double.toString(series.y(i))));
            }
        }
    }
}
