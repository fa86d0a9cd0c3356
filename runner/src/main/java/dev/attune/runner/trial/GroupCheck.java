package dev.attune.runner.trial;

import dev.attune.api.data.Clip;
import dev.attune.api.data.Split;
import dev.attune.runner.trial.DataReport.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds groups of clips that lie in two splits, on which a model is measured by what it has learnt.
 *
 * <p>Such a corpus may still be used; whoever reads the figures should know. A study may cut a corpus in several ways: what holds for all
 * of them is told once.
 */
final class GroupCheck {
    /** So many are named. */
    private static final int NAMED = 3;

    private final Map<String, Set<String>> cuts = new LinkedHashMap<>(); // by finding
    private final Set<String> all = new LinkedHashSet<>();

    /**
     * Holds the splits of one cut against each other.
     *
     * @param settings what tells this cut from the others
     * @param clips of each split
     */
    void check(String settings, Map<Split, List<Clip>> clips) {
        all.add(settings);
        compare(settings, clips, Split.TRAIN, Split.VALIDATION, "that were trained on");
        compare(settings, clips, Split.TRAIN, Split.TEST, "that were trained on");
        compare(settings, clips, Split.VALIDATION, Split.TEST, "by which epochs were chosen");
    }

    private void compare(String settings, Map<Split, List<Clip>> clips, Split one, Split other, String used) {
        Map<String, List<String>> ofOne = byGroup(clips.getOrDefault(one, List.of()));
        Map<String, List<String>> ofOther = byGroup(clips.getOrDefault(other, List.of()));
        List<String> shared = new ArrayList<>();
        ofOther.forEach((group, names) -> {
            List<String> members = ofOne.get(group);
            if (members != null) {
                shared.add(group + ": " + members.get(0) + ", " + names.get(0));
            }
        });
        if (!shared.isEmpty()) {
            String more = shared.size() > NAMED ? "; ..." : "";
            String text = one.label() + " and " + other.label() + " share " + shared.size()
                    + (shared.size() == 1 ? " group (" : " groups (")
                    + String.join("; ", shared.subList(0, Math.min(NAMED, shared.size()))) + more
                    + "): what is measured on " + other.label() + " is partly of recordings " + used;
            cuts.computeIfAbsent(text, key -> new LinkedHashSet<>()).add(settings);
        }
    }

    private static Map<String, List<String>> byGroup(List<Clip> clips) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        clips.forEach(clip ->
                groups.computeIfAbsent(clip.group(), key -> new ArrayList<>()).add(clip.id()));
        return groups;
    }

    /** Returns what was found, with the cuts in which it was unless that are all. */
    List<Finding> findings() {
        return cuts.entrySet().stream()
                .map(found -> new Finding(
                        false,
                        (found.getValue().equals(all) ? "" : String.join("; ", found.getValue()) + ": ")
                                + found.getKey()))
                .toList();
    }
}
