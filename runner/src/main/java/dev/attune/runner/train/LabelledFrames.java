package dev.attune.runner.train;

import dev.attune.api.metric.MetricState;

/** Shows the frames of a clip that have a label to a metric. */
public final class LabelledFrames {
    private LabelledFrames() {}

    /**
     * Adds a clip's labelled frames to a state.
     *
     * @param state of a metric
     * @param target index of the target
     * @param targets number of targets
     * @param predictions row by row, one column a target; finite
     * @param labels likewise; NaN where there is none
     * @return whether there was any
     */
    public static boolean add(MetricState state, int target, int targets, float[] predictions, float[] labels) {
        boolean any = false;
        for (int i = target; i < labels.length; i += targets) {
            if (!Float.isNaN(labels[i])) {
                state.add(predictions[i], labels[i]);
                any = true;
            }
        }
        return any;
    }
}
