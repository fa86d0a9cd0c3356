package dev.attune.datasets;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/**
 * Writes a tiny corpus of computational sequences: three recordings of eight words of half a second, with two labelled segments each, of
 * four and of three words; sound at 10 Hz whose one feature is its time; video of one frame a second that ends after three seconds.
 */
final class CsdFixture {
    static final List<String> RECORDINGS = List.of("03bSnISJMiM", "2iD-tVS8NPw", "zhpQhgha_KU");
    static final double WORD = 0.5;
    static final int WORDS = 8;

    private CsdFixture() {}

    static Path write(Path root) throws IOException {
        Files.writeString(
                root.resolve("partition.csv"), "video,split\n03bSnISJMiM,train\n2iD-tVS8NPw,valid\nzhpQhgha_KU,test\n");
        sequence(root.resolve("words.csd"), "glove_vectors", WORDS, WORD, 3, (row, column) -> word(row, column));
        sequence(root.resolve("covarep.csd"), "COVAREP", 10 * WORDS / 2, 0.1, 1, (row, column) -> 0.1 * row);
        sequence(root.resolve("facet.csd"), "FACET 4.2", 3, 1, 2, (row, column) -> 10 * row + column);
        try (WritableHdfFile file = HdfFile.write(root.resolve("labels.csd"))) {
            WritableGroup data = begin(file, "Opinion Segment Labels");
            for (String recording : RECORDINGS) {
                entry(data, recording, new double[][] {{0, 2}, {2.4, 4}}, new float[][] {{label(0)}, {label(1)}});
            }
        }
        return root;
    }

    static float word(int row, int column) {
        return row + column / 4f;
    }

    static float label(int segment) {
        return segment == 0 ? -1.8f : 2.4f;
    }

    private static void sequence(
            Path path, String name, int rows, double step, int columns, ToDoubleBiFunction<Integer, Integer> feature) {
        try (WritableHdfFile file = HdfFile.write(path)) {
            WritableGroup data = begin(file, name);
            for (String recording : RECORDINGS) {
                double[][] intervals = new double[rows][2];
                float[][] features = new float[rows][columns];
                for (int row = 0; row < rows; row++) {
                    intervals[row] = new double[] {row * step, (row + 1) * step};
                    for (int column = 0; column < columns; column++) {
                        features[row][column] = (float) feature.applyAsDouble(row, column);
                    }
                }
                entry(data, recording, intervals, features);
            }
        }
    }

    private static WritableGroup begin(WritableHdfFile file, String name) {
        WritableGroup root = file.putGroup(name);
        root.putGroup("metadata").putDataset("root name", "\"" + name + "\"");
        return root.putGroup("data");
    }

    static void entry(WritableGroup data, String name, double[][] intervals, float[][] features) {
        WritableGroup entry = data.putGroup(name);
        entry.putDataset("features", features);
        entry.putDataset("intervals", intervals);
    }
}
