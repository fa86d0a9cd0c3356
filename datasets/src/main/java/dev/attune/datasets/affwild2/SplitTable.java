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
import java.util.stream.IntStream;

/** A table that says which trial is in which split; its order is that of the trials. */
final class SplitTable {
    private SplitTable() {}

    /**
     * One trial of a table.
     *
     * @param place where it stands, for messages
     * @param trial its name, as found
     * @param split its split's name, as found
     */
    record Row(String place, String trial, String split) {}

    /** Reads a table, or the index of the authors' preprocessing; a line that is wrong is a finding. */
    static Map<Split, List<String>> read(Path file, TrialFindings findings) {
        Map<Split, List<String>> splits = new EnumMap<>(Split.class);
        Set<String> seen = new HashSet<>();
        for (Row row : rows(file)) {
            String place = row.place() + ": found ";
            String trial = row.trial();
            Optional<Split> split = split(row.split());
            if (split.isEmpty()) {
                findings.fault(place + "the split " + row.split() + ", wanted train, validation or test");
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

    private static List<Row> rows(Path file) {
        String source = String.valueOf(file.getFileName());
        if (source.endsWith(TrialIndex.END)) {
            return TrialIndex.rows(file);
        }
        CsvTable table = CsvTable.read(file, source);
        List<String> trials = table.column("clip");
        List<String> splits = table.column("split");
        return IntStream.range(0, table.rows())
                .mapToObj(row -> new Row(source + ", line " + table.line(row), trials.get(row), splits.get(row)))
                .toList();
    }

    private static Optional<Split> split(String name) {
        return Arrays.stream(Split.values())
                .filter(split -> split.label().equals(name))
                .findFirst();
    }
}
