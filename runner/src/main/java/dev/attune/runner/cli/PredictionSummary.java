package dev.attune.runner.cli;

import java.util.Locale;

/** Counts what was predicted, and how long the user waited for it. */
final class PredictionSummary {
    private int clips;
    private long frames;
    private double first;

    /**
     * Counts a clip.
     *
     * @param length its frames
     * @param seconds since the command began
     */
    void add(int length, double seconds) {
        first = clips == 0 ? seconds : first;
        clips++;
        frames += length;
    }

    /**
     * Returns a sentence.
     *
     * @param seconds since the command began
     */
    String words(double seconds) {
        return String.format(
                Locale.ROOT,
                "Predicted %,d frames of %s in %.1f s%s.",
                frames,
                clips == 1 ? "1 clip" : String.format(Locale.ROOT, "%,d clips", clips),
                seconds,
                clips == 1 ? "" : String.format(Locale.ROOT, ", the first clip after %.1f s", first));
    }
}
