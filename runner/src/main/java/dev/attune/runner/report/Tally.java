package dev.attune.runner.report;

import dev.attune.api.data.TargetInfo;
import dev.attune.api.metric.Metric;
import dev.attune.runner.report.ReportData.Errors;
import dev.attune.runner.report.ReportData.Moment;
import dev.attune.runner.report.ReportData.Plane;
import dev.attune.runner.report.chart.Counts;
import dev.attune.runner.report.chart.Range;
import dev.attune.runner.trial.PredictedClips.PredictedClip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Adds up what clips show, one after the other; its size does not grow with their length. */
final class Tally {
    private static final int HISTOGRAM_BINS = 120;
    private static final int LABEL_BINS = 20;
    private static final int PLANE_BINS = 32;

    private final int models;
    private final Optional<Metric> metric;
    private final List<String> clips = new ArrayList<>();
    private final Map<String, Double> scores = new LinkedHashMap<>();
    private final List<TargetInfo> targets = new ArrayList<>();
    private final List<Sums> sums = new ArrayList<>(); // by model, then by target
    private int[] axes = {};
    private final List<Counts> planes = new ArrayList<>(); // labels, then each model

    /**
     * Makes an empty one.
     *
     * @param models how many trials have predicted
     * @param metric by which the first of them is scored
     */
    Tally(int models, Optional<Metric> metric) {
        this.models = models;
        this.metric = metric;
    }

    void add(PredictedClip clip) {
        if (clips.isEmpty()) {
            begin(clip.targets());
        }
        clips.add(clip.id());
        metric.ifPresent(found -> clip.score(found, 0).ifPresent(score -> scores.put(clip.id(), score)));
        for (int frame = 0; frame < clip.frames(); frame++) {
            for (int model = 0; model < models; model++) {
                for (int target = 0; target < targets.size(); target++) {
                    float label = clip.label(frame, target);
                    if (!Float.isNaN(label)) {
                        sums.get(model * targets.size() + target)
                                .add(label, clip.prediction(model, frame, target) - label);
                    }
                }
            }
            addToPlanes(clip, frame);
        }
    }

    private void begin(List<TargetInfo> found) {
        targets.addAll(found);
        for (int model = 0; model < models; model++) {
            found.forEach(target -> sums.add(new Sums(target)));
        }
        axes = axes(found);
        if (axes.length == 2) {
            for (int i = 0; i <= models; i++) {
                planes.add(new Counts(
                        PlaneSection.range(found.get(axes[0])),
                        PlaneSection.range(found.get(axes[1])),
                        PLANE_BINS,
                        PLANE_BINS));
            }
        }
    }

    /** Returns valence and arousal, else the first two continuous targets, else nothing. */
    private static int[] axes(List<TargetInfo> targets) {
        List<String> names = targets.stream().map(TargetInfo::name).toList();
        int[] continuous = IntStream.range(0, targets.size())
                .filter(i -> targets.get(i).kind() == TargetInfo.Kind.CONTINUOUS)
                .toArray();
        int valence = names.indexOf("valence");
        int arousal = names.indexOf("arousal");
        if (valence >= 0 && arousal >= 0 && IntStream.of(valence, arousal).allMatch(i -> contains(continuous, i))) {
            return new int[] {valence, arousal};
        }
        return continuous.length < 2 ? new int[0] : new int[] {continuous[0], continuous[1]};
    }

    private static boolean contains(int[] values, int value) {
        return IntStream.of(values).anyMatch(one -> one == value);
    }

    private void addToPlanes(PredictedClip clip, int frame) {
        if (axes.length < 2 || Float.isNaN(clip.label(frame, axes[0])) || Float.isNaN(clip.label(frame, axes[1]))) {
            return;
        }
        planes.get(0).add(clip.label(frame, axes[0]), clip.label(frame, axes[1]));
        for (int model = 0; model < models; model++) {
            planes.get(model + 1).add(clip.prediction(model, frame, axes[0]), clip.prediction(model, frame, axes[1]));
        }
    }

    /** Returns the names of all clips, in order. */
    List<String> clips() {
        return clips;
    }

    /** Returns the score of each clip that has one, for the first model. */
    Map<String, Double> scores() {
        return Collections.unmodifiableMap(scores);
    }

    List<TargetInfo> targets() {
        return targets;
    }

    List<Errors> errors() {
        return IntStream.range(0, sums.size())
                .mapToObj(i -> sums.get(i).errors(i / targets.size(), i % targets.size()))
                .toList();
    }

    Optional<Plane> plane() {
        return planes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Plane(axes[0], axes[1], planes.get(0), planes.subList(1, planes.size())));
    }

    /** The errors of one model in one target. */
    private static final class Sums {
        private final Range range;
        private final Counts histogram;
        private final long[] counts = new long[LABEL_BINS];
        private final double[] totals = new double[LABEL_BINS];
        private final double[] squares = new double[LABEL_BINS];

        Sums(TargetInfo target) {
            range = PlaneSection.range(target);
            double widest = range.high() - range.low();
            histogram = new Counts(new Range(-widest, widest), new Range(0, 1), HISTOGRAM_BINS, 1);
        }

        void add(double label, double error) {
            histogram.add(error, 0);
            int bin = (int) ((label - range.low()) / (range.high() - range.low()) * LABEL_BINS);
            int kept = Math.max(0, Math.min(LABEL_BINS - 1, bin));
            counts[kept]++;
            totals[kept] += error;
            squares[kept] += error * error;
        }

        Errors errors(int model, int target) {
            List<Moment> moments = new ArrayList<>();
            for (int i = 0; i < LABEL_BINS; i++) {
                double mean = counts[i] == 0 ? 0 : totals[i] / counts[i];
                double variance = counts[i] == 0 ? 0 : squares[i] / counts[i] - mean * mean;
                moments.add(new Moment(counts[i], mean, Math.sqrt(Math.max(0, variance))));
            }
            return new Errors(model, target, histogram, moments);
        }
    }
}
