package dev.attune.runner.stats;

import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.trial.ClipScores;
import dev.attune.runner.trial.StoredPredictions;
import dev.attune.runner.trial.TrialFolder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** What each clip left of each trial on one split. */
final class ScoreTable {
    private final Map<String, Map<String, ClipScores>> scores; // by trial and metric

    private ScoreTable(Map<String, Map<String, ClipScores>> scores) {
        this.scores = scores;
    }

    /**
     * Reads the predictions of trials, of those on the same corpus together.
     *
     * @param trials finished trials
     * @param split whose clips
     * @param folders where a trial's predictions are
     * @param unreadable is told of trials that have no scores, because a file of theirs is missing or damaged, or their corpus is
     */
    static ScoreTable read(
            Collection<StudyPlan.Trial> trials,
            Split split,
            Function<StudyPlan.Trial, TrialFolder> folders,
            Unreadable unreadable) {
        Map<Object, List<StudyPlan.Trial>> groups = new LinkedHashMap<>();
        for (StudyPlan.Trial trial : trials) {
            ExperimentConfig config = trial.config();
            groups.computeIfAbsent(List.of(config.data(), config.targets(), config.metrics()), key -> new ArrayList<>())
                    .add(trial);
        }
        Map<String, Map<String, ClipScores>> scores = new HashMap<>();
        for (List<StudyPlan.Trial> group : groups.values()) {
            List<TrialFolder> places = group.stream().map(folders).toList();
            BiConsumer<TrialFolder, DataException> damaged =
                    (place, fault) -> unreadable.trial(group.get(places.indexOf(place)), place, fault);
            try {
                List<Map<String, ClipScores>> found =
                        StoredPredictions.score(group.get(0).config(), split, places, damaged);
                for (int i = 0; i < group.size(); i++) {
                    scores.put(group.get(i).id(), found.get(i));
                }
            } catch (DataException e) {
                unreadable.corpus(group, e);
            }
        }
        return new ScoreTable(scores);
    }

    /** Is told of what cannot be scored. */
    interface Unreadable {
        /** A file of one trial is missing or damaged. */
        void trial(StudyPlan.Trial trial, TrialFolder folder, DataException fault);

        /** The labels that some trials are scored with cannot be read. */
        void corpus(List<StudyPlan.Trial> trials, DataException fault);
    }

    /** Returns the scores of a trial; empty if it does not report the metric, or not on this split. */
    Optional<ClipScores> of(StudyPlan.Trial trial, String metric) {
        return Optional.ofNullable(scores.getOrDefault(trial.id(), Map.of()).get(metric));
    }
}
