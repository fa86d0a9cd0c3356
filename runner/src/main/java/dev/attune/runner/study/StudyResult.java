package dev.attune.runner.study;

import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.train.Figure;
import dev.attune.runner.trial.TrialResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the trials of a study found.
 *
 * @param plan the study
 * @param folder where its files are
 * @param results of finished trials, by id
 * @param failures reasons of failed trials, by id
 */
public record StudyResult(StudyPlan plan, Path folder, Map<String, TrialResult> results, Map<String, String> failures) {
    /** Copies the maps. */
    public StudyResult {
        results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
        failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }

    /**
     * A line of the table: one variant over all its trials.
     *
     * @param family axis of the study
     * @param variant name
     */
    public record Line(StudyPlan.Family family, String variant) {}

    /** Returns the trials of each line, in the order of the plan. */
    public Map<Line, List<StudyPlan.Trial>> lines() {
        Map<Line, List<StudyPlan.Trial>> lines = new LinkedHashMap<>();
        for (StudyPlan.Family family : StudyPlan.Family.values()) {
            for (StudyPlan.Trial trial : plan.trials()) {
                for (StudyPlan.Row row : trial.rows()) {
                    if (row.family() == family) {
                        List<StudyPlan.Trial> line =
                                lines.computeIfAbsent(new Line(family, row.variant()), any -> new ArrayList<>());
                        if (!line.contains(trial)) {
                            line.add(trial); // two points of an axis may be one training, which counts once
                        }
                    }
                }
            }
        }
        return lines;
    }

    /**
     * Returns one figure of several trials.
     *
     * @param trials which; those that failed or lack the figure are left out
     * @param split of which split
     * @param key metric and target, as in {@code ccc.mean}
     */
    public List<Double> values(List<StudyPlan.Trial> trials, Split split, String key) {
        List<Double> values = new ArrayList<>();
        for (StudyPlan.Trial trial : trials) {
            TrialResult result = results.get(trial.id());
            if (result != null) {
                result.of(split).stream()
                        .filter(figure -> figure.key().equals(key))
                        .mapToDouble(Figure::value)
                        .forEach(values::add);
            }
        }
        return values;
    }
}
