package dev.attune.runner.study;

import dev.attune.api.data.Split;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.Published;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.stats.SeedSpread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Figures that others published, each with what the study measured of the same line on the same clips.
 *
 * <p>A figure of other clips is another quantity. So nothing is put beside a published figure but what was measured on its split and
 * fold, and where the study has only others, a warning says so.
 */
public final class PublishedFigures {
    private PublishedFigures() {}

    /**
     * One published figure.
     *
     * @param line the line it is of
     * @param figure metric and target
     * @param value what was published
     * @param where on which split and fold
     * @param measured what the study found there; without seeds if it found nothing
     * @param source where the figure stands
     */
    public record Row(String line, String figure, double value, String where, SeedSpread measured, String source) {}

    /** Returns the figures, in the order of the study. */
    public static List<Row> rows(StudyResult study) {
        List<Row> rows = new ArrayList<>();
        for (Published published : study.plan().published()) {
            published
                    .values()
                    .keySet()
                    .forEach(figure -> rows.add(row(
                            published,
                            figure,
                            published.line(),
                            measured(study, study.seal().splits(), published, figure))));
        }
        return rows;
    }

    /** Makes a row of one of the published values. */
    static Row row(Published published, String figure, String line, SeedSpread measured) {
        double value = published.values().getOrDefault(figure, Double.NaN);
        return new Row(line, figure, value, published.where(), measured, published.source());
    }

    /**
     * Returns what a study measured of the line of published figures, on the clips of those figures.
     *
     * @param study what was found
     * @param splits those that may be shown
     * @param published the figures
     * @param figure metric and target
     * @return without seeds, if it measured nothing there
     */
    static SeedSpread measured(StudyResult study, List<Split> splits, Published published, String figure) {
        List<StudyPlan.Trial> same = comparable(study.plan(), published);
        return splits.contains(published.split())
                ? study.spread(same, published.split(), figure)
                : SeedSpread.of(List.of(), 1);
    }

    /** Returns the trials of the line that have the clips of the published figures. */
    private static List<StudyPlan.Trial> comparable(StudyPlan plan, Published published) {
        List<StudyPlan.Trial> own = TestOfFolds.trials(plan, published.line());
        if (isOfAnyFold(published) && TestOfFolds.areSame(own)) {
            return own;
        }
        Optional<String> wanted = published.fold().map(String::valueOf);
        List<StudyPlan.Trial> ofFold = own.stream()
                .filter(trial -> wanted.equals(EffectiveConfig.fold(trial.config())))
                .toList();
        return TestOfFolds.isOneCorpus(ofFold) ? ofFold : List.of();
    }

    /** Test clips may be the same, whichever fold a model was trained on. */
    private static boolean isOfAnyFold(Published published) {
        return published.split() == Split.TEST && published.fold().isEmpty();
    }

    /**
     * Returns what must be known of the published figures of a study and of what stands beside them, a sentence or two each: what the
     * study says of them, over what was averaged, and which are of other clips.
     */
    public static List<String> notes(StudyResult study) {
        return notes(study.plan().published(), study.plan(), study.seal().splits(), "this study");
    }

    /**
     * Returns the same for some figures beside a study that may have been published with another.
     *
     * @param figures what was published
     * @param plan the study that they stand beside
     * @param splits those that may be shown
     * @param name what to call it
     */
    static List<String> notes(List<Published> figures, StudyPlan plan, List<Split> splits, String name) {
        Stream<String> own = figures.stream().flatMap(published -> published.note().stream());
        Stream<String> means = figures.stream()
                .filter(published -> splits.contains(published.split()))
                .flatMap(published -> mean(published, plan, name).stream());
        Stream<String> warnings = figures.stream().flatMap(published -> warning(published, plan, name).stream());
        return Stream.of(own, means, warnings)
                .flatMap(sentences -> sentences)
                .distinct()
                .toList();
    }

    /** Returns a sentence for each set of figures that the study measures on other clips than its source did, or may. */
    public static List<String> warnings(StudyPlan plan) {
        return plan.published().stream()
                .flatMap(published -> warning(published, plan, "this study").stream())
                .distinct()
                .toList();
    }

    private static Optional<String> mean(Published published, StudyPlan plan, String name) {
        List<StudyPlan.Trial> own = TestOfFolds.trials(plan, published.line());
        int folds = TestOfFolds.folds(own).size();
        return isOfAnyFold(published) && folds > 1 && TestOfFolds.areSame(own)
                ? Optional.of(
                        "On test, " + name + " measures " + published.line() + " by " + folds
                                + " models of a seed, one a fold, on the same clips; their mean stands beside what was published.")
                : Optional.empty();
    }

    /** Returns a sentence on figures that a study measures on other clips than their source did, or may. */
    private static Optional<String> warning(Published published, StudyPlan plan, String name) {
        List<StudyPlan.Trial> own = TestOfFolds.trials(plan, published.line());
        // Figures of a method that the study does not have stand beside all that it has.
        List<StudyPlan.Trial> beside = own.isEmpty() ? plan.tabled() : own;
        Set<String> folds = TestOfFolds.folds(beside);
        boolean sharedTest = published.split() == Split.TEST && TestOfFolds.areOfWholeCorpus(beside);
        String subject = "The published figures of " + published.line() + " (" + published.source() + ")";
        String found = name + " measures " + words(folds);
        if (!TestOfFolds.isOneCorpus(own)) {
            return Optional.of(
                    subject + " are of " + published.where() + ", but " + name
                            + " measures that line on several corpora, or on one with several options: compare them with nothing here.");
        }
        if (folds.isEmpty()) {
            return published
                    .fold()
                    .map(fold -> subject + " are of " + published.where() + ", and " + name
                            + " has no such fold: compare them with nothing here.");
        }
        if (published.fold().isEmpty()) {
            return sharedTest
                    ? Optional.empty()
                    : Optional.of(subject + " do not say of which fold they are; " + found
                            + testedApart(published, folds) + ".");
        }
        return folds.contains(published.fold().get().toString())
                ? Optional.empty()
                : Optional.of(subject + " are of " + published.where() + ", but " + found + ": they are figures of "
                        + (sharedTest ? "models that were trained on other clips." : "other clips."));
    }

    private static String testedApart(Published published, Set<String> folds) {
        return published.split() == Split.TEST && folds.size() > 1 ? ", each tested on other clips" : "";
    }

    private static String words(Set<String> folds) {
        return (folds.size() == 1 ? "fold " : "folds ") + String.join(", ", folds);
    }

    /** Returns the figures as a table, and what must be known of them; empty if there are none. */
    static String text(StudyResult study) {
        return text(rows(study), notes(study));
    }

    /**
     * Returns figures as a table with sentences beneath.
     *
     * @param rows the figures
     * @param notes the sentences
     * @return empty if there are no figures
     */
    static String text(List<Row> rows, List<String> notes) {
        if (rows.isEmpty()) {
            return "";
        }
        List<String> header = List.of("published by others", "figure", "on", "source", "published", "measured there");
        List<List<String>> cells = rows.stream()
                .map(row -> List.of(
                        row.line(),
                        row.figure(),
                        row.where(),
                        row.source(),
                        ResultsTable.figure(row.value()),
                        ResultsTable.words(row.measured())))
                .toList();
        StringBuilder out = new StringBuilder(TextTable.of(4, header, cells));
        out.append("published figures take no part in any statistic; measured: of the same split and fold, or -\n");
        notes.forEach(note -> out.append(note).append('\n'));
        return out.toString();
    }

    /** Returns the figures as comma-separated values; a cell is empty where nothing was measured. */
    static String csv(List<Row> rows) {
        Csv csv = new Csv("variant", "figure", "on", "published", "mean", "sd", "seeds", "source");
        for (Row row : rows) {
            SeedSpread measured = row.measured();
            csv.row(List.of(
                    row.line(),
                    row.figure(),
                    row.where(),
                    Double.toString(row.value()),
                    number(measured.mean()),
                    number(measured.deviation()),
                    Integer.toString(measured.seeds()),
                    row.source()));
        }
        return csv.toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
