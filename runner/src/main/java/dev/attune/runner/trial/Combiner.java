package dev.attune.runner.trial;

import java.util.List;

/** Makes one prediction of several; each is an array of rows, one a frame, with one column a target. */
@FunctionalInterface
interface Combiner {
    /**
     * Combines the predictions of a clip.
     *
     * @param clip its name
     * @param predictions one a source
     * @param labels NaN where there is none; only an oracle looks at them
     */
    float[] combine(String clip, List<float[]> predictions, float[] labels);

    /** Returns what averages predictions. */
    static Combiner mean() {
        return (clip, predictions, labels) -> {
            float[] mean = new float[labels.length];
            for (int i = 0; i < mean.length; i++) {
                mean[i] = mean(predictions, i);
            }
            return mean;
        };
    }

    private static float mean(List<float[]> predictions, int index) {
        double sum = 0;
        for (float[] source : predictions) {
            sum += source[index];
        }
        return (float) (sum / predictions.size());
    }

    /**
     * Returns what takes, for each clip and target, the source that is best on that very clip: the first with the least mean squared
     * error over labelled frames. A clip without labels of a target has the average.
     *
     * @param targets number of columns
     */
    static Combiner oracle(int targets) {
        return (clip, predictions, labels) -> {
            float[] best = new float[labels.length];
            for (int target = 0; target < targets; target++) {
                int source = best(predictions, labels, target, targets);
                for (int i = target; i < best.length; i += targets) {
                    best[i] = source < 0 ? mean(predictions, i) : predictions.get(source)[i];
                }
            }
            return best;
        };
    }

    /** Returns the index of the best source; -1 if there is no label. All have the same frames, so that sums will do for means. */
    private static int best(List<float[]> predictions, float[] labels, int target, int targets) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int source = 0; source < predictions.size(); source++) {
            double sum = 0;
            boolean any = false;
            for (int i = target; i < labels.length; i += targets) {
                if (!Float.isNaN(labels[i])) {
                    double error = (double) predictions.get(source)[i] - labels[i];
                    sum += error * error;
                    any = true;
                }
            }
            if (any && sum < least) {
                least = sum;
                best = source;
            }
        }
        return best;
    }
}
