package dev.attune.runner.study;

import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One figure of every line, a column for each fold, and their mean: the table of a cross-validation. */
final class FoldTable {
    private FoldTable() {}

    /**
     * Returns the table as text.
     *
     * @param study its results
     * @param split whose figures
     * @param figure metric and target
     * @return empty if the study has not at least two folds
     */
    static String text(StudyResult study, Split split, String figure) {
        List<String> folds = study.plan().folds();
        if (folds.size() < 2) {
            return "";
        }
        List<String> header = new ArrayList<>(List.of(split.label() + " " + figure));
        folds.forEach(fold -> header.add("fold " + fold));
        header.add("mean of folds");
        List<List<String>> rows = new ArrayList<>();
        study.lines().forEach((line, trials) -> {
            List<String> cells = new ArrayList<>(List.of(ResultsTable.title(line)));
            for (String fold : folds) {
                cells.add(ResultsTable.words(study.spread(ofFold(trials, fold), split, figure)));
            }
            cells.add(ResultsTable.words(study.spread(trials, split, figure)));
            rows.add(cells);
        });
        return TextTable.of(1, header, rows);
    }

    private static List<StudyPlan.Trial> ofFold(List<StudyPlan.Trial> trials, String fold) {
        return trials.stream()
                .filter(trial -> StudyPlan.fold(trial).equals(Optional.of(fold)))
                .toList();
    }
}
