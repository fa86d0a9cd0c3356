package dev.attune.runner.study;

import dev.attune.api.data.Split;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.StudyPlan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Knows on which clips the models of several folds are tested: all on the same, or each fold on its own. */
public final class TestOfFolds {
    private TestOfFolds() {}

    /**
     * Returns in words what a mean over the folds of a study is on a split.
     *
     * @param plan the study
     * @param split whose figures
     * @return empty if the study has not at least two folds, on validation, or where its lines differ in this
     */
    public static String words(StudyPlan plan, Split split) {
        int folds = plan.folds().size();
        if (folds < 2 || split != Split.TEST) {
            return "";
        }
        if (plan.tabled().stream().noneMatch(trial -> EffectiveConfig.foldsShareTest(trial.config()))) {
            return "mean over " + folds + " folds, each tested on other clips";
        }
        boolean same = plan.lines().stream().allMatch(line -> areSame(trials(plan, line.variant())));
        return same ? "mean over " + folds + " models of a seed, one a fold, tested on the same clips" : "";
    }

    /** Returns whether some trials are tested on all test clips of one corpus, as far as their configurations tell. */
    static boolean areSame(List<StudyPlan.Trial> trials) {
        return isOneCorpus(trials) && areOfWholeCorpus(trials);
    }

    /**
     * Returns whether each of some trials is tested on all test clips of its corpus, as far as the configurations tell. Where folds have
     * test clips of their own, even those of a single fold are not all.
     */
    static boolean areOfWholeCorpus(List<StudyPlan.Trial> trials) {
        return trials.stream()
                .allMatch(trial -> EffectiveConfig.fold(trial.config()).isEmpty()
                        || EffectiveConfig.foldsShareTest(trial.config()));
    }

    /** Returns whether the corpora of some trials differ in the fold at most. */
    static boolean isOneCorpus(List<StudyPlan.Trial> trials) {
        return trials.stream()
                        .map(trial ->
                                EffectiveConfig.anyFold(trial.config().data().dataset()))
                        .distinct()
                        .count()
                < 2;
    }

    /** Returns the folds that some trials are trained on; none where their corpora have no folds. */
    static Set<String> folds(List<StudyPlan.Trial> trials) {
        return trials.stream()
                .flatMap(trial -> EffectiveConfig.fold(trial.config()).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns the trials of a line. */
    static List<StudyPlan.Trial> trials(StudyPlan plan, String variant) {
        return plan.tabled().stream()
                .filter(trial ->
                        trial.rows().stream().anyMatch(row -> row.variant().equals(variant)))
                .toList();
    }
}
