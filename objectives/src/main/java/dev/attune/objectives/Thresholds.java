package dev.attune.objectives;

/** Checks thresholds. */
final class Thresholds {
    private Thresholds() {}

    static void check(double threshold) {
        if (!Double.isFinite(threshold)) {
            throw new IllegalArgumentException("threshold must be a finite number, found " + threshold);
        }
    }
}
