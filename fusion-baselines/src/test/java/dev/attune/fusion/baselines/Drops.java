package dev.attune.fusion.baselines;

import java.util.Arrays;

/**
 * Drops elements of one of the sequences that a model takes at once.
 *
 * @param noise the masks
 * @param sequences how many there are
 * @param index of this one
 */
record Drops(Noise noise, int sequences, int index) {
    /** Begins with one of the windows: its masks are those that were drawn first for all of them. */
    static Drops begin(Reference.Problem problem, int window) {
        problem.noise().rewind();
        return new Drops(problem.noise(), problem.windows(), window);
    }

    double[][] apply(double[][] x) {
        return Loops.times(x, noise.next(sequences, x.length, x[0].length)[index]);
    }

    /** Returns factors of the weights of an attention, (heads, queries, keys). */
    double[][][] weights(int heads, int queries, int keys) {
        double[][][] all = noise.next(sequences * heads, queries, keys);
        return Arrays.copyOfRange(all, index * heads, (index + 1) * heads);
    }
}
