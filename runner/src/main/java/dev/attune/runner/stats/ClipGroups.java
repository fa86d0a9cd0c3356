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
 * The different clips of all repetitions, numbered, in groups that are drawn apart.
 *
 * <p>Repetitions that share a clip share its draw: what is particular to a clip is common to all trials on it. So those on the same
 * test clips are one group, and the validation parts of folds, which share none, are a group each.
 */
final class ClipGroups {
    private final List<List<String>> groups;
    private final int[] groupOf; // by clip
    private final int[][] numbers; // of each repetition's clips
    private final int[][] places; // of each clip within each repetition, -1 where it is not

    /**
     * Groups clips.
     *
     * @param repetitions names of the clips of each
     */
    ClipGroups(List<List<String>> repetitions) {
        List<Set<String>> sets = new ArrayList<>();
        for (List<String> clips : repetitions) {
            Set<String> joined = new LinkedHashSet<>();
            List<Set<String>> apart = new ArrayList<>();
            for (Set<String> set : sets) {
                if (clips.stream().anyMatch(set::contains)) {
                    joined.addAll(set);
                } else {
                    apart.add(set);
                }
            }
            joined.addAll(clips);
            apart.add(joined);
            sets = apart;
        }
        groups = sets.stream().map(List::copyOf).toList();
        Map<String, Integer> index = new HashMap<>();
        groupOf = new int[clips()];
        for (int group = 0; group < groups.size(); group++) {
            for (String clip : groups.get(group)) {
                groupOf[index.size()] = group;
                index.put(clip, index.size());
            }
        }
        numbers = repetitions.stream()
                .map(clips -> clips.stream()
                        .mapToInt(clip -> Lookup.required(index, clip))
                        .toArray())
                .toArray(int[][]::new);
        places = new int[numbers.length][clips()];
        for (int repetition = 0; repetition < places.length; repetition++) {
            Arrays.fill(places[repetition], -1);
            for (int place = 0; place < numbers[repetition].length; place++) {
                places[repetition][numbers[repetition][place]] = place;
            }
        }
    }

    /** Returns the number of different clips. */
    int clips() {
        return groups.stream().mapToInt(List::size).sum();
    }

    /** Returns the names of the clips of each group, in the order of their numbers. */
    List<List<String>> groups() {
        return groups;
    }

    /** Returns the group of a clip. */
    int groupOf(int clip) {
        return groupOf[clip];
    }

    /** Returns the place of a clip among those of a repetition; -1 if it is none of them. */
    int place(int repetition, int clip) {
        return places[repetition][clip];
    }

    /** Returns how often a repetition has each of its clips. */
    int[] times(int repetition, int[] timesOfAll) {
        return Arrays.stream(numbers[repetition]).map(clip -> timesOfAll[clip]).toArray();
    }

    /** Returns which of a repetition's clips are chosen. */
    boolean[] chosen(int repetition, boolean[] chosenOfAll) {
        boolean[] own = new boolean[numbers[repetition].length];
        for (int place = 0; place < own.length; place++) {
            own[place] = chosenOfAll[numbers[repetition][place]];
        }
        return own;
    }
}
