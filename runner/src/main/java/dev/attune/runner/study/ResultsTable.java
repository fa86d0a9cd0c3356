package dev.attune.runner.study;

import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.stats.Comparison;
import dev.attune.runner.stats.LineInterval;
import dev.attune.runner.stats.SeedSpread;
import dev.attune.runner.trial.TrialResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table of a study for people: one line a variant, mean and deviation over its seeds; and what was found of the differences between
 * them.
 *
 * <p>Nothing is marked as best: whether two lines differ is not a matter of their means.
 */
public final class ResultsTable {
    /** Marks a line that is no model. */
    private static final String ORACLE = " *";

    private ResultsTable() {}

    /** Returns the table as text. */
    public static String text(StudyResult study) {
        List<Column> columns = columns(study);
        StringBuilder out = new StringBuilder();
        for (StudyPlan.Family family : StudyPlan.Family.values()) {
            List<List<String>> rows = new ArrayList<>();
            study.lines().forEach((line, trials) -> {
                if (line.family() == family) {
                    rows.add(cells(study, line, trials, columns));
                }
            });
            if (!rows.isEmpty()) {
                List<String> header = new ArrayList<>(List.of(title(family), "trials", "parameters"));
                columns.forEach(column -> header.add(column.title()));
                out.append(TextTable.of(1, header, rows)).append('\n');
            }
        }
        out.append(folds(study, columns));
        out.append(caption(study));
        if (study.plan().lines().stream().anyMatch(StudyPlan.Line::isOracle)) {
            out.append(ORACLE.strip()
                    + " oracle, no model: it knows the labels; of each clip and target, the source with the least squared error;"
                    + " no bound for other metrics\n");
        }
        study.plan().notices().forEach(notice -> out.append(notice).append('\n'));
        out.append(tuned(study));
        out.append(study.seal().sentence(study.folder(), study.results().keySet()))
                .append('\n');
        if (hasNothingToScoreOnTest(study)) {
            out.append(
                    "No trial is scored on test: the test split has no labels, or scoring was interrupted, and unlock-test goes on.\n");
        }
        String published = PublishedFigures.text(study);
        out.append(published.isEmpty() ? "" : "\n" + published);
        List<String> sentences = study.comparisons().sentences();
        if (!sentences.isEmpty()) {
            out.append('\n');
            sentences.forEach(sentence -> out.append(sentence).append('\n'));
        }
        return out.toString();
    }

    /**
     * A column of figures.
     *
     * @param title above it
     * @param split whose
     * @param figure metric and target
     * @param interval whether it holds the interval of the mean
     */
    private record Column(String title, Split split, String figure, boolean interval) {}

    /** Returns the primary figure by fold, of each split that has a column. */
    private static String folds(StudyResult study, List<Column> columns) {
        String primary = study.plan().compare().primary();
        return columns.stream()
                .map(Column::split)
                .distinct()
                .map(split -> FoldTable.text(study, split, primary))
                .filter(table -> !table.isEmpty())
                .map(table -> table + "\n")
                .collect(Collectors.joining());
    }

    /** Returns the columns of one split, test if it may be shown, and of the other the figure that is compared. */
    private static List<Column> columns(StudyResult study) {
        String primary = study.plan().compare().primary();
        String metric = primary.substring(0, primary.indexOf('.'));
        Split shown = isTestShown(study) ? Split.TEST : Split.VALIDATION;
        List<Column> columns = new ArrayList<>();
        if (shown == Split.TEST) {
            columns.add(new Column(Split.VALIDATION.label() + " " + primary, Split.VALIDATION, primary, false));
        }
        for (String target : targets(study, metric)) {
            String figure = metric + "." + target;
            columns.add(new Column(shown.label() + " " + figure, shown, figure, false));
        }
        boolean found = study.lines().keySet().stream()
                .anyMatch(line ->
                        study.comparisons().interval(line, shown, primary).isPresent());
        if (found) {
            double confidence = study.plan().compare().confidence();
            columns.add(new Column(Comparison.percent(confidence) + " CI of " + primary, shown, primary, true));
        }
        return columns;
    }

    /** Returns whether the seal is open and yet no trial was scored, as where a challenge keeps its labels. */
    private static boolean hasNothingToScoreOnTest(StudyResult study) {
        return study.seal().splits().contains(Split.TEST) && !study.results().isEmpty() && !isTestShown(study);
    }

    private static boolean isTestShown(StudyResult study) {
        return study.results().values().stream()
                .anyMatch(result -> !result.of(Split.TEST).isEmpty());
    }

    /** Returns what was tuned and, if anything was, what was not: a line that was left out is at a disadvantage. */
    private static String tuned(StudyResult study) {
        StringBuilder out = new StringBuilder();
        Set<StudyPlan.Line> tuned = new HashSet<>();
        for (StudyPlan.Choice choice : study.plan().choices()) {
            tuned.add(choice.line());
            out.append(choice.line().variant() + " was tuned on validation: the best of " + choice.among()
                    + (choice.failed() == 0 ? "" : ",") + " has " + choice.label() + '\n');
        }
        List<String> others = new ArrayList<>();
        study.lines().forEach((line, trials) -> {
            if (!line.family().isTrained()) {
                return; // nothing of it can be tuned
            }
            if (trials.isEmpty()) {
                out.append(line.variant() + " has no settings: every candidate of its search failed.\n");
            } else if (!tuned.contains(line)) {
                others.add(line.variant());
            }
        });
        if (!tuned.isEmpty() && !others.isEmpty()) {
            boolean one = others.size() == 1;
            out.append(String.join(", ", others) + (one ? " was" : " were") + " not tuned: "
                    + (one ? "it stands" : "they stand") + " with the settings of the base.\n");
        }
        return out.toString();
    }

    private static String caption(StudyResult study) {
        long seeds = study.plan().trials().stream()
                .map(trial -> trial.config().seed())
                .distinct()
                .count();
        boolean crossed = study.lines().values().stream().anyMatch(trials -> SeedSpread.repetitions(trials) > 1);
        String spread = seeds > 1
                ? "mean ± standard deviation over " + seeds + " seeds; "
                : "one seed: differences between lines may be chance; ";
        String repetitions = crossed
                ? "the value of a seed is the mean over all repetitions of "
                        + (study.plan().folds().isEmpty() ? "cross" : "cross and folds")
                        + ", and a seed that lacks one is left out; "
                : "";
        String ofTest = isTestShown(study) ? TestOfFolds.words(study.plan(), Split.TEST) : "";
        String folds = study.plan().folds().size() > 1
                ? "folds share training data, so their spread is no standard error, and none is computed from it\n"
                        + (ofTest.isEmpty() ? "" : "of a line, test has the " + ofTest + "\n")
                : "";
        return spread + repetitions + "the epoch of each trial was chosen on validation\n" + folds;
    }

    private static String title(StudyPlan.Family family) {
        return switch (family) {
            case VARIANT -> "variant";
            case GRID -> "setting";
            case SUBSET -> "modalities";
            case COMBINED -> "combined";
            case ORACLE -> "oracle";
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

    private static List<String> cells(
            StudyResult study, StudyPlan.Line line, List<StudyPlan.Trial> trials, List<Column> columns) {
        List<TrialResult> done = trials.stream()
                .map(trial -> study.results().get(trial.id()))
                .filter(Objects::nonNull)
                .toList();
        long failed = trials.stream()
                .filter(trial -> study.failures().containsKey(trial.id()))
                .count();
        List<String> cells = new ArrayList<>();
        cells.add(title(line));
        cells.add(done.size() + (failed > 0 ? " (" + failed + " FAILED)" : ""));
        cells.add(parameters(done));
        for (Column column : columns) {
            SeedSpread spread = study.spread(trials, column.split(), column.figure());
            cells.add(
                    column.interval()
                            ? study.comparisons()
                                    .interval(line, column.split(), column.figure())
                                    .map(found -> words(found, spread))
                                    .orElse("-")
                            : words(spread));
        }
        return cells;
    }

    /** Returns the interval; if it is not of the same seeds as the mean beside it, because files are damaged, with their number. */
    private static String words(LineInterval line, SeedSpread spread) {
        String seeds = line.seeds() == spread.seeds()
                ? ""
                : " (of " + line.seeds() + (line.seeds() == 1 ? " seed)" : " seeds)");
        return line.interval()
                .map(found -> String.format(Locale.ROOT, "[%.3f, %.3f]", found.low(), found.high()) + seeds)
                .orElse("-");
    }

    private static String parameters(List<TrialResult> done) {
        List<String> counts = done.stream()
                .map(result -> String.format(Locale.ROOT, "%,d", result.parameters()))
                .distinct()
                .toList();
        return counts.size() == 1 ? counts.get(0) : counts.isEmpty() ? "" : "various";
    }

    /** Returns the name of a line, marked if it is an oracle. */
    static String title(StudyPlan.Line line) {
        return line.variant() + (line.isOracle() ? ORACLE : "");
    }

    /** Returns a figure with three decimals. */
    static String figure(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** Returns mean and deviation, or as much of it as there is. */
    static String words(SeedSpread spread) {
        if (spread.isEmpty()) {
            return "-";
        }
        return spread.seeds() == 1
                ? figure(spread.mean())
                : String.format(Locale.ROOT, "%.3f ± %.3f", spread.mean(), spread.deviation());
    }
}
