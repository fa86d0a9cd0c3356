package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.api.data.TargetInfo;
import dev.attune.datasets.npy.NpyArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The labels of one packed file, restricted to the targets that were asked for. */
final class PackedLabels {
    private static final String PREFIX = "labels_";

    private final PackedFile file;
    private final NpyArray values;
    private final int columns;
    private final float[] missing;
    private List<Integer> chosen = List.of();

    PackedLabels(PackedFile file, PackedConfig config) {
        this.file = file;
        this.values = file.labels();
        this.columns = values.info().columns();
        this.missing = new float[config.missingLabel().size()];
        for (int i = 0; i < missing.length; i++) {
            // Labels are float32, so the sentinel is compared as one.
            missing[i] = config.missingLabel().get(i).floatValue();
        }
    }

    /** Returns the names of the columns. */
    List<String> names(List<String> configured) {
        String array = file.labelsName();
        List<String> names = configured;
        if (names.isEmpty() && array.startsWith(PREFIX)) {
            names = Arrays.asList(array.substring(PREFIX.length()).split("_", -1));
        }
        if (names.size() != columns) {
            String found = names.isEmpty() ? "no names" : "the names " + String.join(", ", names);
            throw new DataException(file.source(array) + ": found " + columns + " columns and " + found
                    + " for them, wanted a name for each; set label-names");
        }
        return names;
    }

    /** Returns whether a column has nothing but 0, 1 and missing labels, and at least one label. */
    boolean isBinary(int column) {
        boolean any = false;
        for (int row = 0; row < rows(); row++) {
            float label = stored(row, column);
            if (label != 0 && label != 1 && !Float.isNaN(label)) {
                return false;
            }
            any |= !Float.isNaN(label);
        }
        return any;
    }

    /**
     * Restricts this to some columns and checks their labels.
     *
     * @param indices the columns, in the order of the targets
     * @param targets what they stand for
     * @param findings takes a sentence for each target some of whose labels lie outside its range
     */
    void choose(List<Integer> indices, List<TargetInfo> targets, Findings findings) {
        chosen = List.copyOf(indices);
        for (int target = 0; target < targets.size(); target++) {
            check(chosen.get(target), targets.get(target), findings);
        }
    }

    private void check(int column, TargetInfo target, Findings findings) {
        int[] wrong = IntStream.range(0, rows())
                .filter(row -> {
                    float label = stored(row, column);
                    return !Float.isNaN(label) && !target.accepts(label);
                })
                .toArray();
        if (wrong.length > 0) {
            findings.add(file.source(file.labelsName()) + ", row " + wrong[0] + ", column " + column + " ("
                    + target.name() + "): found " + stored(wrong[0], column)
                    + (wrong.length == 1 ? "" : " (the first of " + wrong.length + " such labels)") + ", wanted "
                    + (target.kind() == TargetInfo.Kind.BINARY
                            ? "0 or 1; if the labels are not binary, set kind: continuous"
                            : "a value in [" + target.min() + ", " + target.max()
                                    + "]; if the labels have another range, set range, and if the value stands for a"
                                    + " missing label, set missing-label"));
        }
    }

    private int rows() {
        return values.info().rows();
    }

    private float stored(int row, int column) {
        float label = (float) values.get((long) row * columns + column);
        for (float sentinel : missing) {
            if (label == sentinel) {
                return Float.NaN;
            }
        }
        return label;
    }

    /** Returns the label of a target, NaN where there is none. */
    float at(int row, int target) {
        return stored(row, chosen.get(target));
    }

    /** Returns the column of the array that holds a target. */
    int column(int target) {
        return chosen.get(target);
    }

    int targets() {
        return chosen.size();
    }

    /** Returns the indices of names in the names of all columns. */
    static List<Integer> indices(List<String> names, List<String> all) {
        List<Integer> indices = new ArrayList<>();
        names.forEach(name -> indices.add(all.indexOf(name)));
        return indices;
    }
}
