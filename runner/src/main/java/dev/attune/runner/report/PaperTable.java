package dev.attune.runner.report;

import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan.Family;
import dev.attune.runner.report.ReportData.Difference;
import dev.attune.runner.report.ReportData.Line;
import dev.attune.runner.report.ReportData.Run;
import dev.attune.runner.report.chart.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table for a paper. Nothing in it is bold: whether a line is better than another is said by the table of differences.
 *
 * @param label for references to it
 * @param heading what it shows
 * @param details what a reader must know to believe the numbers; empty if the heading says it
 * @param notes what must be known besides, a sentence or two each
 * @param head names of the columns
 * @param groups rows, an axis of the study each
 */
record PaperTable(
        String label,
        String heading,
        String details,
        List<String> notes,
        List<String> head,
        List<List<List<String>>> groups) {
    PaperTable {
        notes = List.copyOf(notes);
        head = List.copyOf(head);
        groups = List.copyOf(groups);
    }

    /** Returns what stands above it in a paper. */
    String caption() {
        return heading
                + (details.isEmpty() ? "" : ": " + details)
                + notes.stream().map(" "::concat).collect(Collectors.joining());
    }

    static List<PaperTable> all(ReportData data) {
        List<PaperTable> tables = new ArrayList<>();
        for (Split split : data.splits()) {
            tables.add(results(data, split));
        }
        for (Split split : data.splits()) {
            differences(data, split).ifPresent(tables::add);
        }
        tables.addAll(ofFolds(data));
        published(data).ifPresent(tables::add);
        return tables;
    }

    /** Returns a table for each split and figure: a column a fold, and their mean; none if there are no folds. */
    static List<PaperTable> ofFolds(ReportData data) {
        if (!data.folds().areSeveral()) {
            return List.of();
        }
        List<PaperTable> tables = new ArrayList<>();
        for (Split split : data.splits()) {
            for (String figure : ResultsSection.figures(data)) {
                tables.add(ofFolds(data, split, figure));
            }
        }
        return tables;
    }

    private static PaperTable ofFolds(ReportData data, Split split, String figure) {
        List<String> head = new ArrayList<>(List.of("Line"));
        data.folds().names().forEach(fold -> head.add("Fold " + fold));
        head.add("Mean of folds");
        List<List<List<String>>> groups = new ArrayList<>();
        for (Family family : Family.values()) {
            List<List<String>> rows = new ArrayList<>();
            for (Line line : data.of(family)) {
                List<String> cells = new ArrayList<>(List.of(line.title()));
                data.folds().names().forEach(fold -> cells.add(dashed(line.spread(split, figure, data.folds(), fold))));
                cells.add(dashed(line.spread(split, figure)));
                rows.add(cells);
            }
            if (!rows.isEmpty()) {
                groups.add(rows);
            }
        }
        return new PaperTable(
                "tab:folds-" + split.label() + "-" + figure,
                Texts.figure(figure) + " on the " + split.label() + " split, by fold",
                "mean ± standard deviation over "
                        + seeds(data, "") + "."
                        + (split == Split.TEST && !data.folds().test().isEmpty()
                                ? " The last column is the " + data.folds().test() + "."
                                : "")
                        + " " + FOLDS,
                List.of(),
                head,
                groups);
    }

    /** What may not be concluded from folds. */
    static final String FOLDS =
            "Folds share training data, so their spread is no standard error, and none is computed from it.";

    private static String dashed(Spread spread) {
        return spread.isEmpty() ? "–" : spread.text();
    }

    /** Returns what others published, each figure beside what was measured on the same clips; empty if there is nothing. */
    static Optional<PaperTable> published(ReportData data) {
        List<List<String>> rows = data.others().figures().stream()
                .map(row -> List.of(
                        row.line(),
                        Texts.figure(row.figure()),
                        row.where(),
                        Numbers.figure(row.value()),
                        dashed(row.measured()),
                        row.source()))
                .toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PaperTable(
                "tab:published",
                "Figures that others published, and what the study " + data.study()
                        + " measured on the same split and fold",
                "mean ± standard deviation over " + seeds(data, "")
                        + ", or – where nothing was measured there or the split is sealed. Published figures take no part in"
                        + " intervals, p-values or comparisons.",
                data.others().notes(),
                List.of("Line", "Figure", "Measured on", "Published", "Measured here", "Source"),
                List.of(rows)));
    }

    private static PaperTable results(ReportData data, Split split) {
        List<String> figures = ResultsSection.figures(data);
        boolean intervals = data.lines().stream()
                .anyMatch(
                        line -> line.interval(split, data.declared().primary()).isPresent());
        List<String> head = new ArrayList<>(List.of("Line", "Trials", "Parameters"));
        figures.forEach(figure -> head.add(Texts.figure(figure)));
        if (intervals) {
            head.add(data.declared().level() + " interval");
        }
        List<List<List<String>>> groups = new ArrayList<>();
        for (Family family : Family.values()) {
            List<List<String>> rows = new ArrayList<>();
            for (Line line : data.of(family)) {
                List<String> cells = new ArrayList<>(List.of(line.title(), trials(line), parameters(line)));
                figures.forEach(figure -> cells.add(value(line, split, figure)));
                if (intervals) {
                    cells.add(line.interval(split, data.declared().primary())
                            .map(found -> "[" + Numbers.figure(found.low()) + ", " + Numbers.figure(found.high()) + "]")
                            .orElse("–"));
                }
                rows.add(cells);
            }
            if (!rows.isEmpty()) {
                groups.add(rows);
            }
        }
        String intervalWords = intervals
                ? " The interval is that of " + Texts.figure(data.declared().primary()) + " ("
                        + data.declared().method() + ")."
                : "";
        String details = "mean ± standard deviation over " + seeds(data)
                + ". The epoch of each trial was chosen on validation by "
                + data.declared().selection()
                + Texts.tuning(data)
                + (split == Split.VALIDATION
                        ? ", so these figures are optimistic."
                        : "; test was unlocked at " + data.seal().time() + ".")
                + intervalWords
                + (data.hasOracle() ? Texts.ORACLE : "");
        return new PaperTable(
                "tab:results-" + split.label(),
                "Results of the study " + data.study() + " on the " + split.label() + " split",
                details,
                List.of(),
                head,
                groups);
    }

    private static String trials(Line line) {
        return line.runs().size() == line.planned()
                ? Integer.toString(line.planned())
                : line.runs().size() + " of " + line.planned();
    }

    /** Returns the number of learnt parameters of a line in words. */
    static String parameters(Line line) {
        long[] counts =
                line.runs().stream().mapToLong(Run::parameters).distinct().toArray();
        return counts.length == 1 ? String.format(Locale.ROOT, "%,d", counts[0]) : counts.length == 0 ? "–" : "various";
    }

    private static String value(Line line, Split split, String figure) {
        return line.spread(split, figure).text();
    }

    private static String seeds(ReportData data) {
        boolean repeated = data.lines().stream()
                .flatMap(line -> line.runs().stream())
                .anyMatch(run -> !run.repetition().isEmpty());
        return seeds(data, repeated ? data.folds().areSeveral() ? " and all folds" : " and all repetitions" : "");
    }

    private static String seeds(ReportData data, String repetitions) {
        long[] seeds = data.lines().stream()
                .flatMap(line -> line.runs().stream())
                .mapToLong(Run::seed)
                .distinct()
                .sorted()
                .toArray();
        return Texts.count(seeds.length, "seed")
                + (seeds.length <= 10 ? " (" + Arrays.toString(seeds).replaceAll("[\\[\\]]", "") + ")" : "")
                + repetitions;
    }

    private static Optional<PaperTable> differences(ReportData data, Split split) {
        String level = data.declared().level();
        List<List<List<String>>> groups = new ArrayList<>();
        for (Family family : Family.values()) {
            List<List<String>> rows = new ArrayList<>();
            for (Line line : data.of(family)) {
                data.difference(line, split).ifPresent(found -> rows.add(cells(found)));
            }
            if (!rows.isEmpty()) {
                groups.add(rows);
            }
        }
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        String baseline = data.declared().baseline().orElse("the baseline");
        String correction = data.declared().correction();
        String heading = "Differences from " + baseline + " in "
                + Texts.figure(data.declared().primary()) + " on the "
                + split.label() + " split, over " + seeds(data)
                + ". Both are trained with the same seeds and scored on the same clips. The " + level
                + " intervals are those of the paired difference ("
                + data.declared().method() + ")"
                + (correction.isEmpty()
                        ? "."
                        : "; p-values are corrected for the number of different comparisons (" + correction
                                + "), intervals are not.");
        return Optional.of(new PaperTable(
                "tab:differences-" + split.label(),
                heading,
                "",
                List.of(),
                List.of("Line", "Difference", level + " interval", "p", "p, corrected"),
                groups));
    }

    private static List<String> cells(Difference found) {
        return List.of(
                found.title(),
                Numbers.signed(found.difference()),
                "[" + Numbers.signed(found.low()) + ", " + Numbers.signed(found.high()) + "]",
                probability(found.p()),
                probability(found.adjusted()));
    }

    private static String probability(double p) {
        if (Double.isNaN(p)) {
            return "–";
        }
        return p < .001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }
}
