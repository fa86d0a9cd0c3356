package dev.attune.runner.data;

/** Averages the predictions of overlapping windows, frame by frame. */
public final class OverlapAverage {
    private final int targets;
    private final double[] sums;
    private final int[] counts;

    /**
     * Makes an average over a clip.
     *
     * @param frames frames of the clip
     * @param targets predictions per frame
     */
    public OverlapAverage(int frames, int targets) {
        this.targets = targets;
        sums = new double[frames * targets];
        counts = new int[frames];
    }

    /**
     * Adds the predictions of a window.
     *
     * @param start first frame of the window in the clip
     * @param frames frames of the window that exist
     * @param values predictions, row by row
     * @param offset where the window's first value stands
     */
    public void add(int start, int frames, float[] values, int offset) {
        for (int frame = 0; frame < frames; frame++) {
            counts[start + frame]++;
            for (int target = 0; target < targets; target++) {
                sums[(start + frame) * targets + target] += values[offset + frame * targets + target];
            }
        }
    }

    /**
     * Returns the average, row by row, one column a target.
     *
     * @throws IllegalStateException if no window reached a frame
     */
    public float[] values() {
        float[] values = new float[sums.length];
        for (int i = 0; i < values.length; i++) {
            int count = counts[i / targets];
            if (count == 0) {
                throw new IllegalStateException("no window reached frame " + i / targets);
            }
            values[i] = (float) (sums[i] / count);
        }
        return values;
    }
}
