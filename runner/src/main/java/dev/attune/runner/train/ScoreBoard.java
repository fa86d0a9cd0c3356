package dev.attune.runner.train;

import dev.attune.api.data.TargetInfo;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricState;
import dev.attune.runner.data.Lookup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Scores the predictions of a split, clip by clip, in memory that grows with clips and not with frames. */
public final class ScoreBoard {
    private final List<TargetInfo> targets;
    private final Map<String, Metric> metrics;
    private final Map<String, List<List<MetricState>>> states = new LinkedHashMap<>();

    /**
     * Makes an empty one.
     *
     * @param targets in the order of columns
     * @param metrics by the name that figures have
     */
    public ScoreBoard(List<TargetInfo> targets, Map<String, Metric> metrics) {
        this.targets = targets;
        this.metrics = metrics;
        metrics.keySet().forEach(name -> {
            List<List<MetricState>> perTarget = new ArrayList<>();
            targets.forEach(target -> perTarget.add(new ArrayList<>()));
            states.put(name, perTarget);
        });
    }

    /**
     * Adds a clip.
     *
     * @param predictions row by row, one column a target; finite
     * @param labels likewise; NaN where there is none
     */
    public void add(float[] predictions, float[] labels) {
        metrics.forEach((name, metric) -> {
            for (int target = 0; target < targets.size(); target++) {
                MetricState state = metric.newState();
                boolean any = LabelledFrames.add(state, target, targets.size(), predictions, labels);
                if (any) { // a clip without valid frames is absent, not 0
                    Lookup.required(states, name).get(target).add(state);
                }
            }
        });
    }

    /** Returns all figures: each metric over the concatenation of all valid frames, its parts, and means over targets. */
    public List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        metrics.forEach((name, metric) -> {
            Map<String, List<Double>> byPart = new TreeMap<>();
            for (int target = 0; target < targets.size(); target++) {
                List<MetricState> clips = Lookup.required(states, name).get(target);
                Map<String, Double> parts = new TreeMap<>(metric.breakdown(clips));
                whole(metric, clips).ifPresent(value -> parts.put("", value));
                String targetName = targets.get(target).name();
                parts.forEach((part, value) -> {
                    figures.add(new Figure(join(name, part), targetName, value));
                    byPart.computeIfAbsent(part, p -> new ArrayList<>()).add(value);
                });
            }
            byPart.forEach((part, values) -> {
                if (values.size() == targets.size()) {
                    double mean = values.stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElseThrow();
                    figures.add(new Figure(join(name, part), Figure.MEAN, mean));
                }
            });
        });
        return figures;
    }

    private static OptionalDouble whole(Metric metric, List<MetricState> clips) {
        MetricState all = metric.newState();
        clips.forEach(all::merge);
        return all.value();
    }

    private static String join(String metric, String part) {
        return part.isEmpty() ? metric : metric + '.' + part;
    }
}
