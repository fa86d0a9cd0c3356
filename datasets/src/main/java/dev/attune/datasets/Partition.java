package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a table whose first column names recordings and whose last says to which split each belongs. */
final class Partition {
    private static final Map<String, Split> SPLITS = Map.of(
            "train", Split.TRAIN,
            "devel", Split.VALIDATION,
            "dev", Split.VALIDATION,
            "valid", Split.VALIDATION,
            "val", Split.VALIDATION,
            "validation", Split.VALIDATION,
            "test", Split.TEST);

    private Partition() {}

    /** Returns the split of each recording, in the order of the table. */
    static Map<String, Split> read(Path file, String source) {
        CsvTable table = CsvTable.read(file, source);
        List<String> columns = table.columns();
        if (columns.size() < 2) {
            throw new DataException(source + ", line 1: found the column " + columns.get(0)
                    + " alone, wanted a column of names first and one of train, devel and test last");
        }
        List<String> names = table.column(columns.get(0));
        List<String> splits = table.column(columns.get(columns.size() - 1));
        Map<String, Split> partition = new LinkedHashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            String where = source + ", line " + table.line(row) + ": found ";
            Split split = SPLITS.get(splits.get(row).toLowerCase(Locale.ROOT));
            if (split == null) {
                throw new DataException(where + splits.get(row) + ", wanted train, devel or test");
            }
            if (names.get(row).isEmpty()) {
                throw new DataException(where + "no name, wanted that of a recording");
            }
            Split first = partition.putIfAbsent(names.get(row), split);
            if (first != null && first != split) {
                throw new DataException(where + names.get(row) + " in " + split.label() + ", which was in "
                        + first.label() + " before, wanted every recording in one split");
            }
        }
        return partition;
    }
}
