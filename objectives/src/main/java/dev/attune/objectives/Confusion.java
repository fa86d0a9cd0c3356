package dev.attune.objectives;

/** Counts of a binary decision: a value of at least the threshold is positive, in predictions and labels alike. */
final class Confusion {
    /** How many counts {@link #write} writes. */
    static final int COUNTS = 4;

    private final double threshold;
    private long truePositives;
    private long falsePositives;
    private long falseNegatives;
    private long trueNegatives;

    Confusion(double threshold) {
        this.threshold = threshold;
    }

    void add(double prediction, double label) {
        if (label >= threshold) {
            if (prediction >= threshold) {
                truePositives++;
            } else {
                falseNegatives++;
            }
        } else if (prediction >= threshold) {
            falsePositives++;
        } else {
            trueNegatives++;
        }
    }

    void merge(Confusion other) {
        truePositives += other.truePositives;
        falsePositives += other.falsePositives;
        falseNegatives += other.falseNegatives;
        trueNegatives += other.trueNegatives;
    }

    void write(double[] counts, int offset) {
        counts[offset] = truePositives;
        counts[offset + 1] = falsePositives;
        counts[offset + 2] = falseNegatives;
        counts[offset + 3] = trueNegatives;
    }

    /** Returns counts that {@link #write} wrote, after these were added. */
    static Confusion of(double threshold, double[] counts, int offset) {
        Confusion result = new Confusion(threshold);
        result.truePositives = Math.round(counts[offset]);
        result.falsePositives = Math.round(counts[offset + 1]);
        result.falseNegatives = Math.round(counts[offset + 2]);
        result.trueNegatives = Math.round(counts[offset + 3]);
        return result;
    }

    long count() {
        return truePositives + falsePositives + falseNegatives + trueNegatives;
    }

    double accuracy() {
        return (double) (truePositives + trueNegatives) / count();
    }

    /** Returns 2 tp / (2 tp + fp + fn); 0 where no frame is positive. */
    double f1OfPositives() {
        return f1(truePositives);
    }

    /** Returns the F1 of the negative class; 0 where no frame is negative. */
    double f1OfNegatives() {
        return f1(trueNegatives);
    }

    private double f1(long hits) {
        long errors = falsePositives + falseNegatives;
        return hits == 0 ? 0 : 2.0 * hits / (2.0 * hits + errors);
    }

    long positiveLabels() {
        return truePositives + falseNegatives;
    }

    long negativeLabels() {
        return trueNegatives + falsePositives;
    }

    /** Returns whether some label or prediction is positive. */
    boolean hasPositives() {
        return trueNegatives < count();
    }

    /** Returns whether some label or prediction is negative. */
    boolean hasNegatives() {
        return truePositives < count();
    }
}
