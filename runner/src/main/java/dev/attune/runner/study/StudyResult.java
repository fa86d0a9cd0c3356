package dev.attune.runner.study;

import dev.attune.api.data.Split;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.stats.Comparisons;
import dev.attune.runner.stats.SeedSpread;
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
 * @param seal whether test scores may be shown
 * @param results of finished trials, by id
 * @param failures reasons of failed trials, by id
 * @param comparisons of the lines with the baseline; none before all trials have run
 */
public record StudyResult(
        StudyPlan plan,
        Path folder,
        Seal seal,
        Map<String, TrialResult> results,
        Map<String, String> failures,
        Comparisons comparisons) {
    /** Copies the maps. */
    public StudyResult {
        results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
        failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }

    /** Makes a result without comparisons. */
    public StudyResult(
            StudyPlan plan, Path folder, Seal seal, Map<String, TrialResult> results, Map<String, String> failures) {
        this(plan, folder, seal, results, failures, Comparisons.NONE);
    }

    /** Returns the same result with comparisons. */
    StudyResult with(Comparisons found) {
        return new StudyResult(plan, folder, seal, results, failures, found);
    }

    /** Returns the trials of each line, in the order of the plan. */
    public Map<StudyPlan.Line, List<StudyPlan.Trial>> lines() {
        Map<StudyPlan.Line, List<StudyPlan.Trial>> lines = new LinkedHashMap<>();
        List<StudyPlan.Trial> tabled = plan.tabled();
        for (StudyPlan.Line line : plan.lines()) {
            // Two points of an axis may be one training, which counts once.
            lines.put(
                    line,
                    tabled.stream()
                            .filter(trial -> trial.rows().stream()
                                    .anyMatch(row -> row.family() == line.family()
                                            && row.variant().equals(line.variant())))
                            .toList());
        }
        return lines;
    }

    /**
     * Returns one figure of a line, summed up over the seeds that finished all repetitions.
     *
     * @param trials all of the line
     * @param split of which split
     * @param key metric and target, as in {@code ccc.mean}
     */
    public SeedSpread spread(List<StudyPlan.Trial> trials, Split split, String key) {
        List<SeedSpread.Value> values = new ArrayList<>();
        for (StudyPlan.Trial trial : trials) {
            TrialResult result = results.get(trial.id());
            if (result != null) {
                result.of(split).stream()
                        .filter(figure -> figure.key().equals(key))
                        .map(figure -> new SeedSpread.Value(trial.config().seed(), figure.value()))
                        .forEach(values::add);
            }
        }
        return SeedSpread.of(values, SeedSpread.repetitions(trials));
    }
}
