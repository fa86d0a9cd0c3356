package dev.attune.runner.report;

import dev.attune.api.data.TargetInfo;
import dev.attune.runner.report.ReportData.Plane;
import dev.attune.runner.report.ReportData.Survey;
import dev.attune.runner.report.chart.Counts;
import dev.attune.runner.report.chart.PlaneChart;
import dev.attune.runner.report.chart.Range;
import dev.attune.runner.study.Csv;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where labels and predictions lie on the plane of two targets. */
final class PlaneSection {
    private PlaneSection() {}

    static Optional<Section> of(ReportData data) {
        return data.survey()
                .flatMap(survey -> survey.plane()
                        .filter(plane -> plane.labels().total() > 0)
                        .map(plane -> section(survey, plane)));
    }

    private static Section section(Survey survey, Plane plane) {
        TargetInfo across = survey.targets().get(plane.across());
        TargetInfo up = survey.targets().get(plane.up());
        List<PlaneChart.Panel> panels = new ArrayList<>();
        Csv csv = new Csv("points", across.name(), up.name(), "frames");
        panels.add(panel("labels", plane.labels(), csv));
        for (int model = 0; model < survey.models().size(); model++) {
            panels.add(panel(
                    "predictions of " + survey.models().get(model).variant(),
                    plane.predictions().get(model),
                    csv));
        }
        Plot plot = new Plot(
                "plane",
                "Frames on the plane of " + across.name() + " and " + up.name(),
                "How many of " + Texts.count(plane.labels().total(), "labelled frame") + " on "
                        + survey.split().label()
                        + " lie in each cell; the darker, the more, by the square root. Predictions that keep to the middle are"
                        + " a sign of regression to the mean. Predictions outside the range of the labels count at the edge.",
                new PlaneChart(across.name(), up.name(), range(across), range(up), panels),
                csv);
        Html html = new Html();
        html.element("p", ClipsSection.models(survey), "class", "note");
        return Section.of("plane", "On the plane of " + across.name() + " and " + up.name(), html, List.of(plot));
    }

    private static PlaneChart.Panel panel(String name, Counts counts, Csv csv) {
        for (int row = 0; row < counts.rows(); row++) {
            for (int column = 0; column < counts.columns(); column++) {
                if (counts.count(column, row) > 0) {
                    csv.row(List.of(
                            name,
                            Double.toString(counts.middleOfColumn(column)),
                            Double.toString(counts.middleOfRow(row)),
                            Long.toString(counts.count(column, row))));
                }
            }
        }
        return new PlaneChart.Panel(name, counts);
    }

    static Range range(TargetInfo target) {
        return new Range(target.min(), target.max());
    }
}
