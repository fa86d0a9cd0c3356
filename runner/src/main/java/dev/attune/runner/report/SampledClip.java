package dev.attune.runner.report;

import java.util.List;

/** A clip that is shown frame by frame. */
final class SampledClip {
    private final String id;
    private final String why;
    private final int targets;
    private final float[] labels;
    private final List<float[]> predictions;

    /**
     * Makes a clip.
     *
     * @param id its name
     * @param why it was chosen
     * @param targets number of columns
     * @param labels row by row; NaN where there is none
     * @param predictions likewise, one a model
     */
    SampledClip(String id, String why, int targets, float[] labels, List<float[]> predictions) {
        this.id = id;
        this.why = why;
        this.targets = targets;
        this.labels = labels.clone();
        this.predictions = predictions.stream().map(float[]::clone).toList();
    }

    String id() {
        return id;
    }

    String why() {
        return why;
    }

    int frames() {
        return labels.length / targets;
    }

    /** Returns the labels of a target, one a frame. */
    double[] labels(int target) {
        return column(labels, target);
    }

    /** Returns a model's predictions of a target, one a frame. */
    double[] predictions(int model, int target) {
        return column(predictions.get(model), target);
    }

    private double[] column(float[] values, int target) {
        double[] column = new double[frames()];
        for (int i = 0; i < column.length; i++) {
            column[i] = values[i * targets + target];
        }
        return column;
    }
}
