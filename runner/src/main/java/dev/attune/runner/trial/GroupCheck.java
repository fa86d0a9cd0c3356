package dev.attune.runner.trial;

import dev.attune.api.data.Clip;
import dev.attune.api.data.Split;
import dev.attune.runner.trial.DataReport.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds groups of clips that lie in two splits, on which a model is measured by what it has learnt.
 *
 * <p>Such a corpus may still be used; whoever reads the figures should know.
 */
final class GroupCheck {
    /** So many are named. */
    private static final int NAMED = 3;

    private final List<Finding> findings = new ArrayList<>();

    private GroupCheck() {}

    /**
     * Holds the splits of a corpus against each other.
     *
     * @param clips of each split
     * @return a finding for each two splits that share a group
     */
    static List<Finding> of(Map<Split, List<Clip>> clips) {
        GroupCheck check = new GroupCheck();
        check.compare(clips, Split.TRAIN, Split.VALIDATION, "that were trained on");
        check.compare(clips, Split.TRAIN, Split.TEST, "that were trained on");
        check.compare(clips, Split.VALIDATION, Split.TEST, "by which epochs were chosen");
        return check.findings;
    }

    private void compare(Map<Split, List<Clip>> clips, Split one, Split other, String used) {
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
            findings.add(new Finding(
                    false,
                    one.label() + " and " + other.label() + " share " + shared.size()
                            + (shared.size() == 1 ? " group (" : " groups (")
                            + String.join("; ", shared.subList(0, Math.min(NAMED, shared.size()))) + more
                            + "): what is measured on " + other.label() + " is partly of recordings " + used));
        }
    }

    private static Map<String, List<String>> byGroup(List<Clip> clips) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        clips.forEach(clip ->
                groups.computeIfAbsent(clip.group(), key -> new ArrayList<>()).add(clip.id()));
        return groups;
    }
}
