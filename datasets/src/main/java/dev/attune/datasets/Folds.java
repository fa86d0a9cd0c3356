package dev.attune.datasets;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

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

    /**
     * Chooses one of several folds of clips that belong together: what is dealt out are groups, so that none is in two folds. Where each
     * clip is a group of its own, the folds are those of {@link #choose(int, int, int, long)}.
     *
     * @param groups of each clip; they are numbered as they first appear
     * @param folds into how many they are dealt
     * @param fold which is wanted, in [0, folds)
     * @param seed of the order in which they are dealt
     * @return the indices of its clips
     */
    static BitSet choose(List<String> groups, int folds, int fold, long seed) {
        List<String> distinct = groups.stream().distinct().toList();
        Set<String> own = choose(distinct.size(), folds, fold, seed).stream()
                .mapToObj(distinct::get)
                .collect(Collectors.toSet());
        BitSet chosen = new BitSet(groups.size());
        for (int clip = 0; clip < groups.size(); clip++) {
            chosen.set(clip, own.contains(groups.get(clip)));
        }
        return chosen;
    }

    /**
     * Says how many there are to be dealt out, if they are too few.
     *
     * @param groups of each clip
     * @param folds into how many they are to be dealt
     */
    static Optional<String> tooFew(List<String> groups, int folds) {
        int distinct = Set.copyOf(groups).size();
        return distinct >= folds
                ? Optional.empty()
                : Optional.of(
                        distinct == groups.size()
                                ? distinct + " clips"
                                : distinct + " groups of " + groups.size() + " clips");
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
