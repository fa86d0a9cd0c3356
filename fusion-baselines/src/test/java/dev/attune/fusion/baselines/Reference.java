package dev.attune.fusion.baselines;

import java.util.List;

/** A slow implementation of a model, written from its formulas in plain loops and doubles. */
@FunctionalInterface
interface Reference {
    /**
     * Computes what the model should give.
     *
     * @return (B, L, outputs)
     */
    double[][][] compute(Problem problem);

    /**
     * What a model is given.
     *
     * @param sequences one a modality, (B, L, D_m)
     * @param masks one a modality, (B, L)
     * @param frames (B, L)
     * @param weights the parameters
     * @param noise the dropout masks
     */
    @SuppressWarnings("ArrayRecordComponent") // arrays that a test nudges in place are the point here
    record Problem(
            List<double[][][]> sequences, List<boolean[][]> masks, boolean[][] frames, Weights weights, Noise noise) {
        int windows() {
            return frames.length;
        }

        int modalities() {
            return sequences.size();
        }

        /** Returns the sequences of one window, (L, D_m) each. */
        List<double[][]> window(int b) {
            return sequences.stream().map(sequence -> sequence[b]).toList();
        }
    }
}
