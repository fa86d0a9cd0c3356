package dev.attune.datasets.affwild2;

import dev.attune.api.data.Split;
import dev.attune.datasets.CsvTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table that says which trial is in which split; its order is that of the trials. */
final class SplitTable {
    private SplitTable() {}

    /** Reads the table; a line that is wrong is a finding. */
    static Map<Split, List<String>> read(Path file, TrialFindings findings) {
        String source = String.valueOf(file.getFileName());
        CsvTable table = CsvTable.read(file, source);
        List<String> trials = table.column("clip");
        List<String> names = table.column("split");
        Map<Split, List<String>> splits = new EnumMap<>(Split.class);
        Set<String> seen = new HashSet<>();
        for (int row = 0; row < table.rows(); row++) {
            String place = source + ", line " + table.line(row) + ": found ";
            String trial = trials.get(row);
            Optional<Split> split = split(names.get(row));
            if (split.isEmpty()) {
                findings.fault(place + "the split " + names.get(row) + ", wanted train, validation or test");
            } else if (trial.isEmpty() || trial.startsWith(".") || trial.contains("/") || trial.contains("\\")) {
                findings.fault(place + "the clip \"" + trial + "\", wanted the name of a trial");
            } else if (!seen.add(trial)) {
                findings.fault(place + "the clip " + trial + " again, wanted each once");
            } else {
                splits.computeIfAbsent(split.get(), key -> new ArrayList<>()).add(trial);
            }
        }
        return splits;
    }

    private static Optional<Split> split(String name) {
        return Arrays.stream(Split.values())
                .filter(split -> split.label().equals(name))
                .findFirst();
    }
}
