package dev.attune.datasets;

import java.util.BitSet;
import java.util.SplittableRandom;

/** Deals clips out into folds. */
final class Folds {
    private Folds() {}

    /**
     * Chooses one of several folds: all folds of one seed are disjoint, together they have every clip, and their sizes differ by at
     * most one.
     *
     * @param clips how many there are
     * @param folds into how many they are dealt
     * @param fold which is wanted, in [0, folds)
     * @param seed of the order in which they are dealt
     * @return the indices of its clips
     */
    static BitSet choose(int clips, int folds, int fold, long seed) {
        int[] order = shuffled(clips, seed);
        BitSet chosen = new BitSet(clips);
        for (int i = fold; i < clips; i += folds) {
            chosen.set(order[i]);
        }
        return chosen;
    }

    /** Returns 0 to count - 1 in random order (Fisher and Yates 1938). */
    private static int[] shuffled(int count, long seed) {
        int[] order = new int[count];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
