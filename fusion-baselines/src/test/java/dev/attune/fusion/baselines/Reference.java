package dev.attune.fusion.baselines;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** A slow implementation of a model, written from its formulas in plain loops and doubles. */
@FunctionalInterface
interface Reference {
    /**
     * Computes what the model should give.
     *
     * @return (B, L, outputs)
     */
    double[][][] compute(Problem problem);

    /** A reference of a model that adds losses to the training objective. */
    @FunctionalInterface
    interface Regularised {
        /** Computes what the model should give. */
        Result compute(Problem problem);
    }

    /**
     * What a model should give.
     *
     * @param value (B, L, outputs)
     * @param losses the losses that it adds, weighted, by name
     */
    @SuppressWarnings("ArrayRecordComponent") // read at once by the test that asked for it
    record Result(double[][][] value, Map<String, Double> losses) {}

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

        /** Returns L. */
        int length() {
            return frames[0].length;
        }

        /** Returns the features per frame of one modality, D_m. */
        int dimension(int modality) {
            return sequences.get(modality)[0][0].length;
        }

        /** Returns the sequences of one window, (L, D_m) each. */
        List<double[][]> window(int b) {
            return sequences.stream().map(sequence -> sequence[b]).toList();
        }

        /** Computes (L, ...) for each window on its own. */
        double[][][] eachWindow(IntFunction<double[][]> window) {
            double[][][] all = new double[windows()][][];
            for (int b = 0; b < all.length; b++) {
                all[b] = window.apply(b);
            }
            return all;
        }
    }
}
