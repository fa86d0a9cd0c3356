package dev.attune.runner.submission;

/** What is submitted of a trial: a value for each frame. */
final class TrialSeries {
    private final float[] valence;
    private final float[] arousal;

    /** Takes the arrays, which have one length. */
    TrialSeries(float[] valence, float[] arousal) {
        this.valence = valence;
        this.arousal = arousal;
    }

    float[] valence() {
        return valence;
    }

    float[] arousal() {
        return arousal;
    }
}
