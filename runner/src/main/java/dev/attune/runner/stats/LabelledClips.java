package dev.attune.runner.stats;

import dev.attune.api.metric.MetricState;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Which groups of clips say something about a figure, and of how many clips they do: those that have labels of what it is about. */
final class LabelledClips {
    private final List<BitSet> groups = new ArrayList<>(); // by figure
    private final List<Set<String>> clips = new ArrayList<>(); // by figure

    /**
     * Makes those of no clip.
     *
     * @param targets how many; the figure after theirs is the mean over all
     * @param groups how many
     */
    LabelledClips(int targets, int groups) {
        for (int figure = 0; figure <= targets; figure++) {
            this.groups.add(new BitSet(groups));
            clips.add(new HashSet<>());
        }
    }

    /**
     * Adds a clip; one that several repetitions share counts once.
     *
     * @param group its number
     * @param clip its name
     * @param states of any trial, one a target; without a value where there is no label
     */
    void add(int group, String clip, List<MetricState> states) {
        int mean = states.size();
        for (int target = 0; target < mean; target++) {
            if (states.get(target).value().isPresent()) {
                for (int figure : new int[] {target, mean}) {
                    groups.get(figure).set(group);
                    clips.get(figure).add(clip);
                }
            }
        }
    }

    /** Returns the numbers of the groups, ascending. */
    IntStream groups(int figure) {
        return groups.get(figure).stream();
    }

    /** Returns the number of clips. */
    int clips(int figure) {
        return clips.get(figure).size();
    }
}
