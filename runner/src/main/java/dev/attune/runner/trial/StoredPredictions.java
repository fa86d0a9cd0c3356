package dev.attune.runner.trial;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricState;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.train.LabelledFrames;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Scores the predictions that finished trials left, clip by clip and without a model. */
public final class StoredPredictions {
    private StoredPredictions() {}

    /**
     * Scores trials that were run on one corpus, which is opened once; each clip's labels are read once and one clip is in memory
     * at a time.
     *
     * @param config names the corpus, the targets and the metrics, which are those of all trials
     * @param split whose clips
     * @param trials where the trials are
     * @return for each trial, in order, its scores by metric; none if the split has no labelled clip, or is the test split and the
     *     trial was not scored on it
     * @throws DataException if a file is missing or damaged
     */
    public static List<Map<String, ClipScores>> score(ExperimentConfig config, Split split, List<TrialFolder> trials) {
        return score(config, split, trials, (trial, fault) -> {
            throw fault;
        });
    }

    /**
     * Scores trials as {@link #score(ExperimentConfig, Split, List)} does, each as far as its own files are sound.
     *
     * @param config names the corpus, the targets and the metrics, which are those of all trials
     * @param split whose clips
     * @param trials where the trials are
     * @param damaged is told of each trial of which a file is missing or damaged; it has no scores
     * @return for each trial, in order, its scores by metric
     * @throws DataException if the corpus cannot be read
     */
    public static List<Map<String, ClipScores>> score(
            ExperimentConfig config,
            Split split,
            List<TrialFolder> trials,
            BiConsumer<TrialFolder, DataException> damaged) {
        List<TrialFolder> scored = trials.stream()
                .filter(trial -> split != Split.TEST || isScoredOnTest(trial, damaged))
                .toList();
        if (scored.isEmpty()) {
            return trials.stream()
                    .map(trial -> Map.<String, ClipScores>of())
                    .toList(); // sealed labels are not even read
        }
        Map<String, Metric> metrics = new LinkedHashMap<>();
        config.metrics().forEach(chosen -> metrics.put(chosen.name(), Components.metric(chosen)));
        try (OpenedCorpus corpus = OpenedCorpus.open(config)) {
            List<String> targets = corpus.dataset().info().targets().stream()
                    .map(TargetInfo::name)
                    .toList();
            List<Map<String, Map<String, ClipScores.Clip>>> clips =
                    score(corpus.dataset().clips(split), split, targets.size(), metrics, scored, damaged);
            return trials.stream()
                    .map(trial -> scored.contains(trial)
                            ? scores(metrics, targets, clips.get(scored.indexOf(trial)))
                            : Map.<String, ClipScores>of())
                    .toList();
        }
    }

    private static boolean isScoredOnTest(TrialFolder trial, BiConsumer<TrialFolder, DataException> damaged) {
        try {
            return trial.testFigures().isPresent();
        } catch (DataException e) {
            damaged.accept(trial, e);
            return false;
        }
    }

    private static Map<String, ClipScores> scores(
            Map<String, Metric> metrics, List<String> targets, Map<String, Map<String, ClipScores.Clip>> clips) {
        Map<String, ClipScores> scores = new LinkedHashMap<>();
        clips.forEach((name, ofMetric) ->
                scores.put(name, new ClipScores(Lookup.required(metrics, name), targets, ofMetric)));
        return scores;
    }

    /** Returns the scores of each trial, by metric and clip; none of a damaged one. */
    private static List<Map<String, Map<String, ClipScores.Clip>>> score(
            List<Clip> clips,
            Split split,
            int targets,
            Map<String, Metric> metrics,
            List<TrialFolder> trials,
            BiConsumer<TrialFolder, DataException> damaged) {
        List<Map<String, Map<String, ClipScores.Clip>>> scores = new ArrayList<>();
        trials.forEach(trial -> scores.add(new LinkedHashMap<>()));
        Set<Integer> broken = new HashSet<>();
        for (Clip clip : clips) {
            float[] labels = new float[Math.multiplyExact(clip.length(), targets)];
            clip.readLabels(0, clip.length(), FloatBuffer.wrap(labels));
            if (IntStream.range(0, labels.length).allMatch(i -> Float.isNaN(labels[i]))) {
                continue;
            }
            int hash = Arrays.hashCode(labels);
            for (int trial = 0; trial < trials.size(); trial++) {
                if (broken.contains(trial)) {
                    continue;
                }
                Map<String, Map<String, ClipScores.Clip>> ofTrial = scores.get(trial);
                float[] predictions;
                try {
                    predictions = trials.get(trial).readPredictions(split, clip.id(), labels.length);
                } catch (DataException e) {
                    broken.add(trial);
                    ofTrial.clear(); // some clips would be scores of another split
                    damaged.accept(trials.get(trial), e);
                    continue;
                }
                metrics.forEach((name, metric) -> ofTrial.computeIfAbsent(name, key -> new LinkedHashMap<>())
                        .put(
                                clip.id(),
                                new ClipScores.Clip(clip.group(), states(metric, targets, predictions, labels), hash)));
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
