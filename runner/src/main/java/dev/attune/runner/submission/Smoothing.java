package dev.attune.runner.submission;

/**
 * What becomes of the predictions of a trial before they are written.
 *
 * @param window frames of a centred moving average; 1 for none
 * @param clipped whether values are cut to [-1, 1]
 */
public record Smoothing(int window, boolean clipped) {
    /** Predictions as they are. */
    public static final Smoothing NONE = new Smoothing(1, false);

    /** Checks the window. */
    public Smoothing {
        if (window < 1) {
            throw new IllegalArgumentException("window must be at least 1, found " + window);
        }
    }

    /**
     * Returns as many values as a video has frames.
     *
     * <p>Frames after the last prediction repeat it, and predictions after the last frame are left out. At both ends, the average is
     * over the frames that there are.
     *
     * @param predicted at least one value
     * @param frames how many are wanted
     */
    float[] apply(float[] predicted, int frames) {
        float[] averaged = averaged(predicted);
        float[] fitted = new float[frames];
        for (int frame = 0; frame < frames; frame++) {
            float value = averaged[Math.min(frame, averaged.length - 1)];
            fitted[frame] = clipped ? Math.max(-1, Math.min(1, value)) : value;
        }
        return fitted;
    }

    private float[] averaged(float[] values) {
        if (window == 1) {
            return values;
        }
        double[] sums = new double[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            sums[i + 1] = sums[i] + values[i];
        }
        float[] averaged = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int from = Math.max(0, i - (window - 1) / 2);
            int to = Math.min(values.length, i + window / 2 + 1);
            averaged[i] = (float) ((sums[to] - sums[from]) / (to - from));
        }
        return averaged;
    }
}
