package dev.attune.datasets;

import dev.attune.api.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code groups.csv} says of the clips of a feature store: which of them have something in common.
 *
 * <p>Somebody writes it by hand, so it is a file of its own: a program that makes the store anew has no reason to touch it. For the same
 * reason it may name clips that the store has not; their recordings may have failed this time.
 */
final class StoreGroups {
    static final String FILE = "groups.csv";

    private static final String CLIP = "clip";
    private static final String GROUP = "group";

    private final Map<String, String> groups;

    private StoreGroups(Map<String, String> groups) {
        this.groups = groups;
    }

    /**
     * Reads the file, if there is one.
     *
     * @param root the folder of the store
     * @throws DataException if it is no such table; with all lines that are wrong
     */
    static StoreGroups read(Path root) {
        if (!Files.exists(file(root))) {
            return new StoreGroups(Map.of());
        }
        CsvTable table = CsvTable.read(file(root), FILE);
        List<String> clips = table.column(CLIP);
        List<String> names = table.column(GROUP);
        Map<String, String> groups = new LinkedHashMap<>();
        Findings findings = new Findings(FILE);
        for (int row = 0; row < table.rows(); row++) {
            String place = FILE + ", line " + table.line(row);
            if (clips.get(row).isEmpty()) {
                findings.add(place + ": found no name of a clip, wanted one in every line");
            } else if (names.get(row).isEmpty()) {
                findings.add(place + ": found no group for the clip " + clips.get(row)
                        + ", wanted the name of what it has in common with others, such as its speaker; a clip that"
                        + " stands alone needs no line");
            } else if (groups.putIfAbsent(clips.get(row), names.get(row)) != null) {
                findings.add(place + ": found the clip " + clips.get(row) + " a second time, wanted one group for it");
            }
        }
        findings.refuse();
        return new StoreGroups(groups);
    }

    static Path file(Path root) {
        return root.resolve(FILE);
    }

    /** Returns the group of a clip; that of its own name, if it has nothing in common with others. */
    String of(String clip) {
        return groups.getOrDefault(clip, clip);
    }

    /**
     * Returns what to note of clips that are named, but not in the store: a misspelt name would group nothing.
     *
     * @param clips all clips of the store
     */
    List<String> notes(Collection<String> clips) {
        List<String> strangers =
                groups.keySet().stream().filter(clip -> !clips.contains(clip)).toList();
        if (strangers.isEmpty()) {
            return List.of();
        }
        return List.of(FILE + " names "
                + (strangers.size() == 1
                        ? "a clip that the store has not: "
                        : strangers.size() + " clips that the store has not; the first is ")
                + strangers.get(0));
    }
}
