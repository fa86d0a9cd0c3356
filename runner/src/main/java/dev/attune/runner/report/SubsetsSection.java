package dev.attune.runner.report;

import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan.Family;
import dev.attune.runner.report.ReportData.Line;
import dev.attune.runner.report.chart.HeatChart;
import dev.attune.runner.study.Csv;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What each subset of modalities reaches. */
final class SubsetsSection {
    private SubsetsSection() {}

    static Optional<Section> of(ReportData data) {
        List<Line> lines = data.of(Family.SUBSET);
        if (lines.stream().allMatch(line -> line.runs().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(Section.of("subsets", "What each modality carries", new Html(), List.of(plot(data, lines))));
    }

    private static Plot plot(ReportData data, List<Line> lines) {
        Split shown = data.shown();
        List<String> modalities = lines.stream()
                .flatMap(line -> modalities(line).stream())
                .distinct()
                .toList();
        List<String> figures = ResultsSection.figures(data);
        Csv csv = new Csv("subset", "split", "figure", "mean");
        List<HeatChart.Row> rows = new ArrayList<>();
        for (Line line : lines) {
            List<OptionalDouble> values = new ArrayList<>();
            for (String figure : figures) {
                Spread spread = line.spread(shown, figure);
                values.add(spread.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(spread.mean()));
                if (!spread.isEmpty()) {
                    csv.row(List.of(line.variant(), shown.label(), figure, Double.toString(spread.mean())));
                }
            }
            List<String> own = modalities(line);
            rows.add(new HeatChart.Row(
                    line.variant(), modalities.stream().map(own::contains).toList(), values));
        }
        String metric = Texts.metric(data.declared().metric());
        return new Plot(
                "subsets",
                metric + " of each subset of modalities, on " + shown.label(),
                "Each row is a model of its own, trained on the modalities that are filled; cells are means over trials"
                        + (data.declared().higherIsBetter() ? "." : "; less is better."),
                new HeatChart(
                        modalities,
                        figures.stream()
                                .map(key -> key.substring(key.lastIndexOf('.') + 1))
                                .toList(),
                        rows),
                csv);
    }

    private static List<String> modalities(Line line) {
        return List.of(line.variant().split("\\+", -1));
    }
}
