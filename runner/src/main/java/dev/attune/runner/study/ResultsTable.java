package dev.attune.runner.study;

import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.trial.TrialResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The table of a study for people: one line a variant, mean and deviation over its trials; and what was found of the differences between
 * them.
 *
 * <p>Nothing is marked as best: whether two lines differ is not a matter of their means.
 */
public final class ResultsTable {
    private ResultsTable() {}

    /** Returns the table as text. */
    public static String text(StudyResult study) {
        String primary = study.plan().compare().primary();
        String metric = primary.substring(0, primary.indexOf('.'));
        List<String> targets = targets(study, metric);
        StringBuilder out = new StringBuilder();
        StudyPlan.Family family = null;
        List<List<String>> block = new ArrayList<>();
        for (Map.Entry<StudyPlan.Line, List<StudyPlan.Trial>> line :
                study.lines().entrySet()) {
            if (line.getKey().family() != family) {
                appendBlock(out, block);
                family = line.getKey().family();
                block = new ArrayList<>(List.of(header(study, title(family), metric, targets)));
            }
            block.add(cells(study, line.getKey().variant(), line.getValue(), metric, targets));
        }
        appendBlock(out, block);
        out.append(caption(study));
        study.plan()
                .choices()
                .forEach(choice -> out.append(choice.line().variant())
                        .append(" was tuned on validation: the best of ")
                        .append(choice.candidates())
                        .append(" candidates has ")
                        .append(choice.label())
                        .append('\n'));
        out.append(study.seal().sentence(study.folder(), study.results().keySet()))
                .append('\n');
        List<String> sentences = study.comparisons().sentences();
        if (!sentences.isEmpty()) {
            out.append('\n');
            sentences.forEach(sentence -> out.append(sentence).append('\n'));
        }
        return out.toString();
    }

    private static String caption(StudyResult study) {
        long seeds = study.plan().trials().stream()
                .map(trial -> trial.config().seed())
                .distinct()
                .count();
        boolean crossed = study.lines().values().stream().anyMatch(trials -> trials.size() > seeds);
        String spread = seeds > 1 || crossed
                ? "mean ± standard deviation over " + seeds + (seeds == 1 ? " seed" : " seeds")
                        + (crossed ? " and all repetitions of cross together" : "") + "; "
                : "one seed: differences between lines may be chance; ";
        return spread + "the epoch of each trial was chosen on validation\n";
    }

    private static String title(StudyPlan.Family family) {
        return switch (family) {
            case VARIANT -> "variant";
            case GRID -> "setting";
            case SUBSET -> "modalities";
        };
    }

    private static List<String> targets(StudyResult study, String metric) {
        return study.results().values().stream()
                .flatMap(result -> result.figures().values().stream())
                .flatMap(List::stream)
                .filter(figure -> figure.metric().equals(metric))
                .map(figure -> figure.target())
                .distinct()
                .toList();
    }

    private static List<Split> splits(StudyResult study) {
        return List.of(Split.VALIDATION, Split.TEST).stream()
                .filter(split -> study.results().values().stream()
                        .anyMatch(result -> !result.of(split).isEmpty()))
                .toList();
    }

    private static List<String> header(StudyResult study, String title, String metric, List<String> targets) {
        List<String> cells = new ArrayList<>(List.of(title, "trials", "parameters"));
        for (Split split : splits(study)) {
            targets.forEach(target -> cells.add(split.label() + " " + metric + "." + target));
        }
        return cells;
    }

    private static List<String> cells(
            StudyResult study, String variant, List<StudyPlan.Trial> trials, String metric, List<String> targets) {
        List<TrialResult> done = trials.stream()
                .map(trial -> study.results().get(trial.id()))
                .filter(Objects::nonNull)
                .toList();
        long failed = trials.stream()
                .filter(trial -> study.failures().containsKey(trial.id()))
                .count();
        List<String> cells = new ArrayList<>();
        cells.add(variant);
        cells.add(done.size() + (failed > 0 ? " (" + failed + " FAILED)" : ""));
        cells.add(parameters(done));
        for (Split split : splits(study)) {
            targets.forEach(target -> cells.add(spread(study.values(trials, split, metric + "." + target))));
        }
        return cells;
    }

    private static String parameters(List<TrialResult> done) {
        List<String> counts = done.stream()
                .map(result -> String.format(Locale.ROOT, "%,d", result.parameters()))
                .distinct()
                .toList();
        return counts.size() == 1 ? counts.get(0) : counts.isEmpty() ? "" : "various";
    }

    private static String spread(List<Double> values) {
        if (values.isEmpty()) {
            return "-";
        }
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        if (values.size() == 1) {
            return String.format(Locale.ROOT, "%.3f", mean);
        }
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return String.format(Locale.ROOT, "%.3f ± %.3f", mean, Math.sqrt(squares / (values.size() - 1)));
    }

    private static void appendBlock(StringBuilder out, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (int index = 0; index < rows.size(); index++) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = rows.get(index).get(column);
                String padding = " ".repeat(widths[column] - cell.length());
                line.append(column == 0 ? cell + padding : "  " + padding + cell);
            }
            out.append(line.toString().stripTrailing()).append('\n');
            if (index == 0) {
                int total = java.util.Arrays.stream(widths).sum() + 2 * (widths.length - 1);
                out.append("-".repeat(total)).append('\n');
            }
        }
        out.append('\n');
    }
}
