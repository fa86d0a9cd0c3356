package dev.attune.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes a tiny cross-cultural sub-challenge of AVEC 2019. As in what the organisers gave out, some features have a header and others none,
 * some have semicolons and others commas, names are quoted, and the features of some recordings have more rows than there are labels.
 */
final class SewaFixture {
    static final List<String> NAMES =
            List.of("Devel_DE_01", "Devel_HU_01", "Test_CN_01", "Train_DE_01", "Train_DE_02", "Train_HU_01");

    static final int FRAMES = 12;

    private SewaFixture() {}

    static Path write(Path root) throws IOException {
        for (String folder : List.of("labels", "audio_features_egemaps_xbow", "visual_features_xbow")) {
            Files.createDirectories(root.resolve(folder));
        }
        for (String name : NAMES) {
            put(root, "audio_features_egemaps_xbow", name, table(name, 2, ',', FRAMES));
            put(root, "visual_features_xbow", name, "name;timestamp;v0;v1;v2\n" + table(name, 3, ';', FRAMES + 2));
            if (!name.startsWith("Test")) {
                put(root, "labels", name, labels(name));
            }
        }
        return root;
    }

    static float feature(String name, int row, int column) {
        return NAMES.indexOf(name) + row / 16f + 10 * column;
    }

    static float label(String name, int frame, int target) {
        return (NAMES.indexOf(name) - frame) / 20f * (target - 1);
    }

    private static String table(String name, int columns, char separator, int rows) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < rows; row++) {
            text.append('\'').append(name).append('\'').append(separator).append(time(row));
            for (int column = 0; column < columns; column++) {
                text.append(separator).append(feature(name, row, column));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String labels(String name) {
        StringBuilder text = new StringBuilder("name;timestamp;arousal;valence;liking\n");
        for (int frame = 0; frame < FRAMES; frame++) {
            text.append('\'').append(name).append("';").append(time(frame));
            for (int target = 0; target < 3; target++) {
                text.append(';').append(String.format(Locale.ROOT, "%.6f", label(name, frame, target)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String time(int row) {
        return String.format(Locale.ROOT, "%.6f", row / 10.0);
    }

    private static void put(Path root, String folder, String name, String text) throws IOException {
        Files.writeString(root.resolve(folder).resolve(name + ".csv"), text);
    }
}
