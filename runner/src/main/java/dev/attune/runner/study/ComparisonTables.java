package dev.attune.runner.study;

import dev.attune.runner.stats.Comparison;
import dev.attune.runner.stats.Comparisons;
import dev.attune.runner.stats.Interval;
import dev.attune.runner.stats.LineInterval;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Comparisons as comma-separated values; a cell is empty where there is no such number. */
final class ComparisonTables {
    private ComparisonTables() {}

    static String intervals(Comparisons comparisons) {
        Csv csv = new Csv(
                "variant",
                "split",
                "target",
                "metric",
                "mean",
                "sd",
                "low",
                "high",
                "confidence",
                "seeds",
                "clips",
                "groups",
                "kind");
        for (LineInterval line : comparisons.intervals()) {
            csv.row(List.of(
                    line.line().variant(),
                    line.split().label(),
                    line.target(),
                    line.metric(),
                    Double.toString(line.mean()),
                    cell(line.deviation()),
                    line.interval().map(Interval::low).map(String::valueOf).orElse(""),
                    line.interval().map(Interval::high).map(String::valueOf).orElse(""),
                    line.interval()
                            .map(Interval::confidence)
                            .map(String::valueOf)
                            .orElse(""),
                    Integer.toString(line.seeds()),
                    Integer.toString(line.clips()),
                    Integer.toString(line.groups()),
                    line.line().family().kind()));
        }
        return csv.toString();
    }

    static String differences(Comparisons comparisons) {
        Csv csv = new Csv(
                "variant",
                "baseline",
                "split",
                "target",
                "metric",
                "primary",
                "difference",
                "low",
                "high",
                "confidence",
                "p",
                "p_adjusted",
                "p_seeds",
                "p_clips",
                "effect_seeds",
                "effect_clips",
                "seeds",
                "clips",
                "groups",
                "verdict",
                "seeds_needed",
                "groups_needed",
                "kind");
        for (Comparison comparison : comparisons.all()) {
            csv.row(List.of(
                    comparison.variant(),
                    comparison.baseline(),
                    comparison.split().label(),
                    comparison.target(),
                    comparison.metric(),
                    Boolean.toString(comparison.confirmatory()),
                    Double.toString(comparison.difference()),
                    Double.toString(comparison.interval().low()),
                    Double.toString(comparison.interval().high()),
                    Double.toString(comparison.interval().confidence()),
                    cell(comparison.significance().p()),
                    cell(comparison.significance().adjusted()),
                    cell(comparison.significance().overSeeds()),
                    cell(comparison.significance().overClips()),
                    cell(comparison.effect().overSeeds()),
                    cell(comparison.effect().overClips()),
                    Integer.toString(comparison.seeds()),
                    Integer.toString(comparison.clips()),
                    Integer.toString(comparison.groups()),
                    comparison.verdict().label(),
                    cell(comparison.outlook().seeds()),
                    cell(comparison.outlook().groups()),
                    comparison.line().family().kind()));
        }
        return csv.toString();
    }

    private static String cell(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    private static String cell(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
    }

    private static String cell(OptionalInt value) {
        return value.isPresent() ? Integer.toString(value.getAsInt()) : "";
    }
}
