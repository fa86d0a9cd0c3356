package dev.attune.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes a tiny sub-challenge of MuSe: five recordings with labels every 500 ms, audio at the rate of the labels, video at twice the rate
 * and half a step late, and words that are missing for a while. A feature is a function of its time, so that it is known what a frame
 * must hold.
 */
final class MuseFixture {
    static final int FRAMES = 9;

    private MuseFixture() {}

    static Path write(Path root) throws IOException {
        Files.createDirectories(root.resolve("metadata"));
        Files.writeString(
                root.resolve("metadata/partition.csv"), "Id,Proposal\n1,train\n2,train\n10,devel\n11,devel\n20,test\n");
        for (int id : new int[] {1, 2, 10, 11, 20}) {
            features(root, "egemaps", id, 500, 0, 3);
            features(root, "vggface", id, 250, 100, 2);
            features(root, "bert-4", id, 500, 0, 2);
            labels(root, "arousal", id);
            labels(root, "valence", id);
        }
        // Labels of the test split are kept back: in one target the column is empty, in the other there is no file.
        Files.delete(root.resolve("label_segments/arousal/20.csv"));
        return root;
    }

    /** Returns what the generator puts into column k of a recording at a time. */
    static float feature(int id, double seconds, int column) {
        return (float) (id + seconds / 8 + 100 * column);
    }

    static float label(String target, int id, int frame) {
        return (target.equals("arousal") ? 1 : -1) * (id % 7 + frame) / 20f;
    }

    /** Returns whether the words of a recording are missing at a frame. */
    static boolean silent(int frame) {
        return frame == 3 || frame == 4;
    }

    private static void features(Path root, String folder, int id, int step, int offset, int columns)
            throws IOException {
        StringBuilder text = new StringBuilder("timestamp,segment_id");
        for (int column = 0; column < columns; column++) {
            text.append(',').append(folder).append('_').append(column);
        }
        for (int time = offset; time < FRAMES * 500; time += step) {
            text.append('\n').append(time).append(',').append(1 + time / 2000);
            for (int column = 0; column < columns; column++) {
                boolean missing = folder.startsWith("bert") && silent(time / 500);
                text.append(',').append(missing ? "" : String.valueOf(feature(id, time / 1000.0, column)));
            }
        }
        put(
                root.resolve("feature_segments").resolve(folder),
                id,
                text.append('\n').toString());
    }

    private static void labels(Path root, String target, int id) throws IOException {
        StringBuilder text = new StringBuilder("timestamp,segment_id,value");
        for (int frame = 0; frame < FRAMES; frame++) {
            String value = id == 20 ? "" : String.format(Locale.ROOT, "%.4f", label(target, id, frame));
            text.append('\n')
                    .append(frame * 500)
                    .append(',')
                    .append(1 + frame / 4)
                    .append(',')
                    .append(value);
        }
        put(
                root.resolve("label_segments").resolve(target),
                id,
                text.append('\n').toString());
    }

    private static void put(Path folder, int id, String text) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(id + ".csv"), text);
    }
}
