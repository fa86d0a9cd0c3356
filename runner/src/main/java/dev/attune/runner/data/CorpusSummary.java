package dev.attune.runner.data;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one pass over a corpus finds: that all values are usable, the moments of training features, the means of training labels.
 *
 * <p>Reads in chunks; memory does not grow with the corpus. Moments come from the training split alone.
 */
public final class CorpusSummary {
    private static final int CHUNK = 4096;

    private final Map<String, Moments> features = new LinkedHashMap<>();
    private final List<Double> labelMeans = new ArrayList<>();
    private final Map<Split, Counts> counts = new EnumMap<>(Split.class);

    private CorpusSummary() {}

    /**
     * How much a split holds.
     *
     * @param clips clips
     * @param frames frames
     * @param labels valid labels of all targets together
     */
    public record Counts(int clips, long frames, long labels) {}

    /**
     * Reads a corpus from end to end.
     *
     * @param dataset the corpus
     * @param modalities those that are read, with their features per frame
     * @throws DataException if a feature or label is not finite, a label is out of range, or a target has no label in the training
     *     or the validation split
     */
    public static CorpusSummary read(Dataset dataset, Map<String, Integer> modalities) {
        CorpusSummary summary = new CorpusSummary();
        modalities.forEach((name, width) -> summary.features.put(name, new Moments(width)));
        for (Split split : Split.values()) {
            summary.readSplit(dataset, split);
        }
        return summary;
    }

    private void readSplit(Dataset dataset, Split split) {
        List<TargetInfo> targets = dataset.info().targets();
        Moments labels = new Moments(targets.size());
        long frames = 0;
        // Test is read for faults alone, and may be a single clip, which matters only once it is scored.
        boolean faultsAlone = split == Split.TEST;
        List<Clip> clips = (faultsAlone ? ShuffledDataset.unshuffled(dataset) : dataset).clips(split);
        for (Clip clip : clips) {
            frames += clip.length();
            for (int from = 0; from < clip.length(); from += CHUNK) {
                int to = Math.min(clip.length(), from + CHUNK);
                for (Map.Entry<String, Moments> modality : features.entrySet()) {
                    readFeatures(clip, modality.getKey(), modality.getValue(), from, to, split);
                }
                readLabels(clip, targets, from, to, labels);
            }
        }
        counts.put(split, new Counts(clips.size(), frames, labels.total()));
        for (int target = 0; target < targets.size(); target++) {
            if (split != Split.TEST && labels.count(target) == 0 && !clips.isEmpty()) {
                throw new DataException("The " + split.label() + " split has no valid label of "
                        + targets.get(target).name() + " in " + clips.size() + " clips and " + frames + " frames.");
            }
            if (split == Split.TRAIN) {
                labelMeans.add(labels.mean(target));
            }
        }
    }

    private static void readFeatures(Clip clip, String modality, Moments moments, int from, int to, Split split) {
        int width = moments.width();
        float[] values = new float[(to - from) * width];
        boolean[] valid = new boolean[to - from];
        clip.readFeatures(modality, from, to, FloatBuffer.wrap(values));
        clip.readMask(modality, from, to, valid, 0);
        for (int row = 0; row < valid.length; row++) {
            for (int column = 0; valid[row] && column < width; column++) {
                float value = values[row * width + column];
                if (!Float.isFinite(value)) {
                    throw new DataException(clip.describe(modality, from + row, column) + ": found " + value
                            + ", wanted a finite number; mask the frame if the feature is missing.");
                }
                if (split == Split.TRAIN) {
                    moments.add(column, value);
                }
            }
        }
    }

    private static void readLabels(Clip clip, List<TargetInfo> targets, int from, int to, Moments labels) {
        int width = targets.size();
        float[] values = new float[(to - from) * width];
        clip.readLabels(from, to, FloatBuffer.wrap(values));
        for (int i = 0; i < values.length; i++) {
            TargetInfo target = targets.get(i % width);
            float value = values[i];
            if (Float.isNaN(value)) {
                continue; // no label here
            }
            if (!target.accepts(value)) {
                throw new DataException(
                        clip.describe("labels", from + i / width, i % width) + ": found " + target.name()
                                + " " + value + ", wanted "
                                + (target.kind() == TargetInfo.Kind.BINARY
                                        ? "0 or 1"
                                        : "a value between " + target.min() + " and " + target.max())
                                + ".");
            }
            labels.add(i % width, value);
        }
    }

    /** Returns the moments of each feature of a modality over valid training frames. */
    public Moments features(String modality) {
        return Lookup.required(features, modality);
    }

    /** Returns the mean training label of each target. */
    public List<Double> labelMeans() {
        return List.copyOf(labelMeans);
    }

    /** Returns how much a split holds. */
    public Counts counts(Split split) {
        return counts.getOrDefault(split, new Counts(0, 0, 0));
    }

    /** Running mean and central moment of each column (Welford, 1962). */
    public static final class Moments {
        private final long[] counts;
        private final double[] means;
        private final double[] squares;

        /** Makes moments that have seen nothing. */
        public Moments(int width) {
            counts = new long[width];
            means = new double[width];
            squares = new double[width];
        }

        void add(int column, double value) {
            double before = value - means[column];
            means[column] += before / ++counts[column];
            squares[column] += before * (value - means[column]);
        }

        long total() {
            long total = 0;
            for (long count : counts) {
                total += count;
            }
            return total;
        }

        long count(int column) {
            return counts[column];
        }

        /** Returns the number of columns. */
        public int width() {
            return counts.length;
        }

        /** Returns the mean of a column; 0 if it never had a value. */
        public double mean(int column) {
            return means[column];
        }

        /** Returns the population deviation of a column; 0 if it never had a value. */
        public double deviation(int column) {
            return counts[column] == 0 ? 0 : Math.sqrt(squares[column] / counts[column]);
        }

        /** Returns mean and deviation of all columns taken together. */
        double[] pooled() {
            double mean = 0;
            for (int column = 0; column < counts.length; column++) {
                mean += means[column] / counts.length; // all columns have the same count
            }
            double variance = 0;
            for (int column = 0; column < counts.length; column++) {
                double apart = means[column] - mean;
                variance += (deviation(column) * deviation(column) + apart * apart) / counts.length;
            }
            return new double[] {mean, Math.sqrt(variance)};
        }
    }
}
