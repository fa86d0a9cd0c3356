package dev.attune.runner.trial;

import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one metric must know of the predictions of one trial on one split: a state for each clip and target, and no frame.
 *
 * @param metric makes the states into which those of several clips are merged
 * @param targets names, in the order of the states
 * @param clips by name, in the order of the corpus; only clips that have a label
 */
public record ClipScores(Metric metric, List<String> targets, Map<String, Clip> clips) {
    /** Copies the collections, keeping order. */
    public ClipScores {
        targets = List.copyOf(targets);
        clips = Collections.unmodifiableMap(new LinkedHashMap<>(clips));
    }

    /**
     * One clip.
     *
     * @param group which of the split's clips it is drawn together with, see {@link dev.attune.api.data.Clip#group()}
     * @param states one a target
     * @param labelHash of the labels; two trials that differ in it were not scored on the same labels
     */
    public record Clip(String group, List<MetricState> states, int labelHash) {
        /** Copies the list. */
        public Clip {
            states = List.copyOf(states);
        }
    }
}
