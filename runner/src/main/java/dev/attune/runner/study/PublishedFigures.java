package dev.attune.runner.study;

import dev.attune.api.data.Split;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.Published;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.stats.SeedSpread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
            List<StudyPlan.Trial> same = trials(study, published).stream()
                    .filter(trial -> isSameFold(published, trial))
                    .toList();
            published
                    .values()
                    .forEach((figure, value) -> rows.add(new Row(
                            published.line(),
                            figure,
                            value,
                            published.where(),
                            shown(study, published.split())
                                    ? study.spread(same, published.split(), figure)
                                    : SeedSpread.of(List.of(), 1),
                            published.source())));
        }
        return rows;
    }

    /** Returns a sentence for each set of figures that the study measures on other clips than its source did. */
    public static List<String> warnings(StudyPlan plan) {
        List<String> warnings = new ArrayList<>();
        for (Published published : plan.published()) {
            if (published.split() == Split.TEST) {
                continue; // its clips are the same, whichever fold a model was trained on
            }
            List<StudyPlan.Trial> trials = trials(plan.tabled(), published);
            // Of a line that the study does not have, the figure stands beside all others.
            List<String> folds = (trials.isEmpty() ? plan.tabled() : trials)
                    .stream()
                            .flatMap(trial -> EffectiveConfig.fold(trial.config()).stream())
                            .distinct()
                            .toList();
            String name = "The published figures of " + published.line() + " (" + published.source() + ")";
            if (folds.isEmpty()) {
                published
                        .fold()
                        .ifPresent(fold -> warnings.add(name + " are of " + published.where()
                                + ", and this study has no such fold: compare them with nothing here."));
            } else if (published.fold().isEmpty()) {
                warnings.add(name + " do not say of which fold they are; this study measures " + words(folds) + ".");
            } else if (!folds.contains(published.fold().get().toString())) {
                warnings.add(name + " are of " + published.where() + ", but this study measures " + words(folds)
                        + ": they are figures of other clips.");
            }
        }
        return warnings.stream().distinct().toList();
    }

    private static String words(List<String> folds) {
        return (folds.size() == 1 ? "fold " : "folds ") + folds.stream().collect(Collectors.joining(", "));
    }

    private static boolean shown(StudyResult study, Split split) {
        return study.seal().splits().contains(split);
    }

    private static boolean isSameFold(Published published, StudyPlan.Trial trial) {
        Optional<String> wanted = published.fold().map(String::valueOf);
        return (published.split() == Split.TEST && wanted.isEmpty())
                || wanted.equals(EffectiveConfig.fold(trial.config()));
    }

    private static List<StudyPlan.Trial> trials(StudyResult study, Published published) {
        return trials(study.plan().tabled(), published);
    }

    private static List<StudyPlan.Trial> trials(List<StudyPlan.Trial> all, Published published) {
        return all.stream()
                .filter(trial ->
                        trial.rows().stream().anyMatch(row -> row.variant().equals(published.line())))
                .toList();
    }

    /** Returns the figures as a table, and what must be known of them; empty if there are none. */
    static String text(StudyResult study) {
        List<Row> rows = rows(study);
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
        warnings(study.plan()).forEach(warning -> out.append(warning).append('\n'));
        return out.toString();
    }
}
