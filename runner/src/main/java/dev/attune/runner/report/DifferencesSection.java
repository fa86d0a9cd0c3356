package dev.attune.runner.report;

import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan.Family;
import dev.attune.runner.report.ReportData.Difference;
import dev.attune.runner.report.ReportData.Line;
import dev.attune.runner.report.chart.IntervalChart;
import dev.attune.runner.report.chart.Numbers;
import dev.attune.runner.report.chart.Style;
import dev.attune.runner.study.Csv;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The differences of all lines from the baseline, as a forest plot. */
final class DifferencesSection {
    private DifferencesSection() {}

    static Optional<Section> of(ReportData data) {
        List<Difference> found = data.differences().stream()
                .filter(one -> one.split() == data.shown()
                        && one.figure().equals(data.declared().primary()))
                .toList();
        if (found.isEmpty() || data.declared().baseline().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Section.of(
                "differences",
                "Differences from the baseline",
                new Html(),
                List.of(plot(data, data.declared().baseline().orElseThrow(), data.shown()))));
    }

    private static Plot plot(ReportData data, String baseline, Split split) {
        List<IntervalChart.Group> groups = new ArrayList<>();
        Csv csv = new Csv(
                "family", "line", "baseline", "split", "figure", "difference", "low", "high", "p", "p_adjusted");
        for (Family family : Family.values()) {
            List<IntervalChart.Row> rows = new ArrayList<>();
            for (Line line : data.of(family)) {
                data.difference(line, split).ifPresent(found -> {
                    rows.add(row(found));
                    csv.row(List.of(
                            family.name().toLowerCase(Locale.ROOT),
                            found.variant(),
                            baseline,
                            split.label(),
                            found.figure(),
                            Double.toString(found.difference()),
                            Double.toString(found.low()),
                            Double.toString(found.high()),
                            probability(found.p()),
                            probability(found.adjusted())));
                });
            }
            if (!rows.isEmpty()) {
                groups.add(new IntervalChart.Group(Texts.heading(family), rows));
            }
        }
        String figure = Texts.figure(data.declared().primary());
        return new Plot(
                "differences",
                "Differences from " + baseline + " in " + figure + ", on " + split.label(),
                "Line minus baseline over the same seeds and clips, with "
                        + data.declared().level()
                        + " intervals (" + data.declared().method()
                        + "). Filled: better or worse, by p below "
                        + Numbers.brief(1 - data.declared().confidence())
                        + (data.declared().correction().isEmpty()
                                ? ". "
                                : " after " + data.declared().correction() + " correction. ")
                        + (data.declared().higherIsBetter() ? "Right" : "Left")
                        + " of the line is better than the baseline."
                        + (data.hasOracle() ? " An oracle knows the labels; it is no model, and is not tested." : ""),
                new IntervalChart(
                        figure + ", line − " + baseline,
                        groups,
                        Optional.of(0.0),
                        false,
                        "difference [" + data.declared().level() + "]"),
                csv);
    }

    private static String probability(double p) {
        return Double.isNaN(p) ? "" : Double.toString(p);
    }

    private static IntervalChart.Row row(Difference found) {
        return new IntervalChart.Row(
                found.title(),
                found.difference(),
                found.low(),
                found.high(),
                Numbers.signed(found.difference()) + " [" + Numbers.signed(found.low()) + ", "
                        + Numbers.signed(found.high()) + "]",
                Style.of(0),
                found.distinct(),
                List.of());
    }
}
