package dev.attune.runner.stats;

import dev.attune.runner.data.Lookup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The different groups of clips of all repetitions, numbered, in strata that are drawn apart.
 *
 * <p>Repetitions that share a group share its draw: what is particular to a group is common to all trials on it, whichever of its clips
 * they have. So those on the same test clips are one stratum, and the validation parts of folds, which share none, are a stratum each.
 */
final class Strata {
    private final List<List<String>> strata;
    private final int[] stratumOf; // by group
    private final int[][] numbers; // of each repetition's groups
    private final int[][] places; // of each group within each repetition, -1 where it is not

    /**
     * Finds the strata.
     *
     * @param repetitions names of the groups of each
     */
    Strata(List<List<String>> repetitions) {
        List<Set<String>> sets = new ArrayList<>();
        for (List<String> groups : repetitions) {
            Set<String> joined = new LinkedHashSet<>();
            List<Set<String>> apart = new ArrayList<>();
            for (Set<String> set : sets) {
                if (groups.stream().anyMatch(set::contains)) {
                    joined.addAll(set);
                } else {
                    apart.add(set);
                }
            }
            joined.addAll(groups);
            apart.add(joined);
            sets = apart;
        }
        strata = sets.stream().map(List::copyOf).toList();
        Map<String, Integer> index = new HashMap<>();
        stratumOf = new int[groups()];
        for (int stratum = 0; stratum < strata.size(); stratum++) {
            for (String group : strata.get(stratum)) {
                stratumOf[index.size()] = stratum;
                index.put(group, index.size());
            }
        }
        numbers = repetitions.stream()
                .map(groups -> groups.stream()
                        .mapToInt(group -> Lookup.required(index, group))
                        .toArray())
                .toArray(int[][]::new);
        places = new int[numbers.length][groups()];
        for (int repetition = 0; repetition < places.length; repetition++) {
            Arrays.fill(places[repetition], -1);
            for (int place = 0; place < numbers[repetition].length; place++) {
                places[repetition][numbers[repetition][place]] = place;
            }
        }
    }

    /** Returns the number of different groups. */
    int groups() {
        return strata.stream().mapToInt(List::size).sum();
    }

    /** Returns the names of the groups of each stratum, in the order of their numbers. */
    List<List<String>> names() {
        return strata;
    }

    /** Returns the number of strata. */
    int strata() {
        return strata.size();
    }

    /** Returns the stratum of a group. */
    int stratumOf(int group) {
        return stratumOf[group];
    }

    /** Returns the place of a group among those of a repetition; -1 if it is none of them. */
    int place(int repetition, int group) {
        return places[repetition][group];
    }

    /** Returns how often a repetition has each of its groups. */
    int[] times(int repetition, int[] timesOfAll) {
        return Arrays.stream(numbers[repetition])
                .map(group -> timesOfAll[group])
                .toArray();
    }

    /** Returns which of a repetition's groups are chosen. */
    boolean[] chosen(int repetition, boolean[] chosenOfAll) {
        boolean[] own = new boolean[numbers[repetition].length];
        for (int place = 0; place < own.length; place++) {
            own[place] = chosenOfAll[numbers[repetition][place]];
        }
        return own;
    }
}
