package dev.attune.runner.report;

import dev.attune.runner.config.StudyPlan.Family;
import dev.attune.runner.report.ReportData.Line;
import dev.attune.runner.report.ReportData.Run;
import dev.attune.runner.report.chart.IntervalChart;
import dev.attune.runner.report.chart.Style;
import dev.attune.runner.study.Csv;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** How large the models are and how long they trained. */
final class CostSection {
    private static final double RATIO_OF_LOGARITHMS = 20;

    private CostSection() {}

    static Optional<Section> of(ReportData data) {
        List<Plot> plots = new ArrayList<>();
        plot(
                        data,
                        "parameters",
                        "Learnt values",
                        "The number of values that training changes"
                                + (data.of(Family.COMBINED).isEmpty()
                                        ? "."
                                        : "; of a combination, those of all its sources."),
                        run -> OptionalDouble.of((double) run.parameters()),
                        value -> String.format(Locale.ROOT, "%,.0f", value))
                .ifPresent(plots::add);
        plot(
                        data,
                        "training-time",
                        "Training time in seconds",
                        "Mean over trials, from opening the data to the stored result; small ticks are single trials. Times depend on the"
                                + " machine and on what else it did.",
                        run -> run.origin().seconds(),
                        Texts::duration)
                .ifPresent(plots::add);
        return plots.isEmpty()
                ? Optional.empty()
                : Optional.of(Section.of("cost", "What the lines cost", new Html(), plots));
    }

    private static Optional<Plot> plot(
            ReportData data,
            String file,
            String title,
            String caption,
            Function<Run, OptionalDouble> value,
            DoubleFunction<String> words) {
        List<IntervalChart.Group> groups = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        Csv csv = new Csv("family", "line", "mean", "least", "greatest");
        for (Family family : Family.values()) {
            List<IntervalChart.Row> rows = new ArrayList<>();
            for (Line line : family == Family.ORACLE ? List.<Line>of() : data.of(family)) {
                double[] values = line.runs().stream()
                        .map(value)
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .toArray();
                if (values.length > 0) {
                    rows.add(row(line.variant(), values, words));
                    Arrays.stream(values).forEach(all::add);
                    csv.row(List.of(
                            family.name().toLowerCase(Locale.ROOT),
                            line.variant(),
                            Double.toString(Spread.of(values).mean()),
                            Double.toString(Arrays.stream(values).min().orElseThrow()),
                            Double.toString(Arrays.stream(values).max().orElseThrow())));
                }
            }
            if (!rows.isEmpty()) {
                groups.add(new IntervalChart.Group(Texts.heading(family), rows));
            }
        }
        if (all.isEmpty()) {
            return Optional.empty();
        }
        double least = all.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        double most = all.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        boolean logarithmic = least > 0 && most / least > RATIO_OF_LOGARITHMS;
        return Optional.of(new Plot(
                file,
                title,
                caption,
                new IntervalChart(
                        title + (logarithmic ? " (equal distances are equal ratios)" : ""),
                        groups,
                        logarithmic ? Optional.empty() : Optional.of(0.0),
                        logarithmic,
                        "mean"),
                csv));
    }

    private static IntervalChart.Row row(String name, double[] values, DoubleFunction<String> words) {
        double mean = Spread.of(values).mean();
        boolean various = Arrays.stream(values).distinct().count() > 1;
        return new IntervalChart.Row(
                name,
                mean,
                mean,
                mean,
                words.apply(mean),
                Style.of(0),
                true,
                various ? Arrays.stream(values).boxed().toList() : List.of());
    }
}
