package dev.attune.runner.trial;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.api.metric.Metric;
import dev.attune.api.metric.MetricState;
import dev.attune.runner.config.ExperimentConfig;
import dev.attune.runner.train.LabelledFrames;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Shows what finished trials predicted, clip by clip beside the labels; one clip is in memory at a time. */
public final class PredictedClips {
    private final ExperimentConfig config;
    private final Split split;
    private final List<TrialFolder> trials;

    /**
     * Names what is to be shown; nothing is read.
     *
     * @param config names the corpus and the targets, which are those of all trials
     * @param split whose clips
     * @param trials whose predictions
     */
    public PredictedClips(ExperimentConfig config, Split split, List<TrialFolder> trials) {
        this.config = config;
        this.split = split;
        this.trials = List.copyOf(trials);
    }

    /**
     * Shows clips in the order of the corpus.
     *
     * @param wanted says by its name whether a clip is read
     * @param visitor is shown each clip that has a label
     * @throws DataException if the data or a file of predictions is missing or damaged
     */
    public void visit(Predicate<String> wanted, Consumer<PredictedClip> visitor) {
        try (OpenedCorpus corpus = OpenedCorpus.open(config)) {
            List<TargetInfo> targets = corpus.dataset().info().targets();
            for (Clip clip : corpus.dataset().clips(split)) {
                if (wanted.test(clip.id())) {
                    show(clip, targets, visitor);
                }
            }
        }
    }

    private void show(Clip clip, List<TargetInfo> targets, Consumer<PredictedClip> visitor) {
        float[] labels = new float[Math.multiplyExact(clip.length(), targets.size())];
        clip.readLabels(0, clip.length(), FloatBuffer.wrap(labels));
        if (IntStream.range(0, labels.length).allMatch(i -> Float.isNaN(labels[i]))) {
            return;
        }
        List<float[]> predictions = new ArrayList<>();
        trials.forEach(trial -> predictions.add(trial.readPredictions(split, clip.id(), labels.length)));
        visitor.accept(new PredictedClip(clip.id(), targets, labels, predictions));
    }

    /**
     * Returns a metric of an experiment.
     *
     * @param config the experiment
     * @param name of the metric
     * @return empty if the experiment does not report it
     */
    public static Optional<Metric> metric(ExperimentConfig config, String name) {
        return config.metrics().stream()
                .filter(selection -> selection.name().equals(name))
                .<Metric>map(Components::metric)
                .findFirst();
    }

    /** A clip with its labels and what trials predicted. */
    public static final class PredictedClip {
        private final String id;
        private final List<TargetInfo> targets;
        private final float[] labels;
        private final List<float[]> predictions;

        PredictedClip(String id, List<TargetInfo> targets, float[] labels, List<float[]> predictions) {
            this.id = id;
            this.targets = targets;
            this.labels = labels;
            this.predictions = predictions;
        }

        /** Returns its name. */
        public String id() {
            return id;
        }

        /** Returns what is predicted, in the order of columns. */
        public List<TargetInfo> targets() {
            return targets;
        }

        /** Returns its number of frames. */
        public int frames() {
            return labels.length / targets.size();
        }

        /** Returns a label; NaN if there is none. */
        public float label(int frame, int target) {
            return labels[frame * targets.size() + target];
        }

        /** Returns what a trial predicted. */
        public float prediction(int trial, int frame, int target) {
            return predictions.get(trial)[frame * targets.size() + target];
        }

        /**
         * Returns a metric of a trial's predictions of this clip alone, averaged over targets.
         *
         * @return empty if it has no value for one of them
         */
        public OptionalDouble score(Metric metric, int trial) {
            double sum = 0;
            for (int target = 0; target < targets.size(); target++) {
                MetricState state = metric.newState();
                LabelledFrames.add(state, target, targets.size(), predictions.get(trial), labels);
                OptionalDouble value = state.value();
                if (value.isEmpty()) {
                    return value;
                }
                sum += value.getAsDouble();
            }
            return OptionalDouble.of(sum / targets.size());
        }
    }
}
