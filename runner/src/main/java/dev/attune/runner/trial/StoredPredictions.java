package dev.attune.runner.trial;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricFactory;
import dev.attune.api.metric.MetricState;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.config.Selection;
import dev.attune.runner.train.LabelledFrames;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Scores the predictions that finished trials left, clip by clip and without a model. */
public final class StoredPredictions {
    private StoredPredictions() {}

    /**
     * Scores trials that were run on one corpus, which is opened once; each clip's labels are read once and one clip is in memory
     * at a time.
     *
     * @param config names the corpus and the targets, which are those of all trials
     * @param selection the metric
     * @param trials where the trials are
     * @return for each trial, in order, its scores on validation and, if its test split was scored, on test; a split without a
     *     labelled clip is absent
     * @throws DataException if a file is missing or damaged
     */
    public static List<Map<Split, ClipScores>> score(
            ExperimentConfig config, Selection<MetricFactory<?>> selection, List<TrialFolder> trials) {
        Metric metric = Components.metric(selection);
        List<Map<Split, ClipScores>> scores = new ArrayList<>();
        trials.forEach(trial -> scores.add(new EnumMap<>(Split.class)));
        try (OpenedCorpus corpus = OpenedCorpus.open(config)) {
            List<String> targets = corpus.dataset().info().targets().stream()
                    .map(TargetInfo::name)
                    .toList();
            for (Split split : List.of(Split.VALIDATION, Split.TEST)) {
                int[] scored = IntStream.range(0, trials.size())
                        .filter(trial -> split != Split.TEST
                                || trials.get(trial).testFigures().isPresent())
                        .toArray();
                if (scored.length == 0) {
                    continue; // the labels of a sealed split are not even read
                }
                List<Map<String, ClipScores.Clip>> clips = score(
                        corpus.dataset().clips(split),
                        split,
                        targets.size(),
                        metric,
                        Arrays.stream(scored).mapToObj(trials::get).toList());
                for (int index = 0; index < scored.length; index++) {
                    if (!clips.get(index).isEmpty()) {
                        scores.get(scored[index]).put(split, new ClipScores(metric, targets, clips.get(index)));
                    }
                }
            }
        }
        return scores;
    }

    private static List<Map<String, ClipScores.Clip>> score(
            List<Clip> clips, Split split, int targets, Metric metric, List<TrialFolder> trials) {
        List<Map<String, ClipScores.Clip>> scores = new ArrayList<>();
        trials.forEach(trial -> scores.add(new LinkedHashMap<>()));
        for (Clip clip : clips) {
            float[] labels = new float[Math.multiplyExact(clip.length(), targets)];
            clip.readLabels(0, clip.length(), FloatBuffer.wrap(labels));
            if (IntStream.range(0, labels.length).allMatch(i -> Float.isNaN(labels[i]))) {
                continue;
            }
            int hash = Arrays.hashCode(labels);
            for (int trial = 0; trial < trials.size(); trial++) {
                float[] predictions = trials.get(trial).readPredictions(split, clip.id(), labels.length);
                scores.get(trial)
                        .put(clip.id(), new ClipScores.Clip(states(metric, targets, predictions, labels), hash));
            }
        }
        return scores;
    }

    /** Returns one state a target of arrays that have one column a target. */
    private static List<MetricState> states(Metric metric, int targets, float[] predictions, float[] labels) {
        List<MetricState> states = new ArrayList<>();
        for (int target = 0; target < targets; target++) {
            MetricState state = metric.newState();
            LabelledFrames.add(state, target, targets, predictions, labels);
            states.add(state);
        }
        return states;
    }
}
