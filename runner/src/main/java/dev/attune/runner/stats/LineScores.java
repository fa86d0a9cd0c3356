package dev.attune.runner.stats;

import dev.attune.api.metric.MetricFactory;
import dev.attune.runner.config.Selection;
import dev.attune.runner.config.StudyPlan;
import dev.attune.runner.trial.ClipScores;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The trials of a line that were scored by a metric on a split. */
final class LineScores {
    private final StudyPlan.Line line;
    private final Selection<MetricFactory<?>> metric;
    private final Map<Key, Trial> trials;

    /**
     * Holds the trials.
     *
     * @param line the line
     * @param metric the metric with its options
     * @param trials by what a trial of another line must share to be paired with it; at least one
     */
    LineScores(StudyPlan.Line line, Selection<MetricFactory<?>> metric, Map<Key, Trial> trials) {
        this.line = line;
        this.metric = metric;
        this.trials = Collections.unmodifiableMap(new LinkedHashMap<>(trials));
    }

    /**
     * What two trials must share to be paired.
     *
     * @param seed of training
     * @param repetition settings of {@code cross}
     */
    record Key(long seed, Map<String, String> repetition) {}

    /**
     * A trial.
     *
     * @param id the trial
     * @param scores what its clips left
     */
    record Trial(String id, ClipScores scores) {}

    StudyPlan.Line line() {
        return line;
    }

    Selection<MetricFactory<?>> metric() {
        return metric;
    }

    Set<Key> keys() {
        return trials.keySet();
    }

    /** Returns the scores of any trial, for what is the same in all. */
    ClipScores anyScores() {
        return trials.values().iterator().next().scores();
    }

    Trial trial(Key key) {
        Trial trial = trials.get(key);
        if (trial == null) {
            throw new IllegalArgumentException(line.variant() + " has no trial of " + key);
        }
        return trial;
    }

    List<String> targets() {
        return anyScores().targets();
    }

    /** Returns the identifiers of the trials of some seeds. */
    List<String> ids(Set<Long> seeds) {
        return trials.entrySet().stream()
                .filter(entry -> seeds.contains(entry.getKey().seed()))
                .map(entry -> entry.getValue().id())
                .toList();
    }
}
