package dev.attune.runner.extract;

import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.runner.config.ExtractionConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Knows in which split each clip is. */
final class Splits {
    private static final int SHOWN = 3;

    private final Map<String, Split> byClip;

    private Splits(Map<String, Split> byClip) {
        this.byClip = byClip;
    }

    /**
     * Reads the table of splits; without one, every clip is in {@code train}.
     *
     * @throws DataException if it leaves out a clip
     */
    static Splits read(ExtractionConfig config, List<ClipFile> clips) {
        Map<String, Split> byClip = new HashMap<>();
        if (config.splits().isEmpty()) {
            clips.forEach(clip -> byClip.put(clip.name(), Split.TRAIN));
            return new Splits(byClip);
        }
        Path file = config.splits().get();
        Table table = Table.read(file);
        int clip = table.column("clip");
        int split = table.column("split");
        for (Table.Line line : table.lines()) {
            Split found = split(table, line, line.cell(split));
            Split other = byClip.put(ClipFile.named(line.cell(clip), config.extensions()), found);
            if (other != null && other != found) {
                throw table.wrong(
                        line,
                        "found the clip " + line.cell(clip) + " in " + found.label() + ", which is in " + other.label()
                                + " already; wanted it in one of them");
            }
        }
        requireAll(file, clips, byClip.keySet());
        return new Splits(byClip);
    }

    private static Split split(Table table, Table.Line line, String word) {
        return Arrays.stream(Split.values())
                .filter(candidate -> candidate.label().equals(word))
                .findFirst()
                .orElseThrow(() -> table.wrong(
                        line, "found the split " + Table.shown(word) + ", wanted train, validation or test"));
    }

    private static void requireAll(Path file, List<ClipFile> clips, Set<String> known) {
        Set<String> missing = new LinkedHashSet<>();
        clips.stream().map(ClipFile::name).filter(name -> !known.contains(name)).forEach(missing::add);
        if (!missing.isEmpty()) {
            throw new DataException(file + " has no line for " + some(missing)
                    + "; add each clip and its split, or take the recordings out of the folder.");
        }
    }

    /** Lists names, at most a few of them. */
    static String some(Set<String> names) {
        String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }

    Split of(ClipFile clip) {
        Split split = byClip.get(clip.name());
        if (split == null) {
            throw new IllegalArgumentException("no split is known of " + clip.name());
        }
        return split;
    }
}
