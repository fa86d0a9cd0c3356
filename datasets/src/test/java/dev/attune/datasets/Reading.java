package dev.attune.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.data.Clip;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import dev.attune.api.data.Split;
import java.nio.FloatBuffer;
import java.util.List;

/** Reads what tests compare. */
final class Reading {
    private Reading() {}

    static DatasetContext everything() {
        return new DatasetContext(List.of(), List.of());
    }

    static DatasetContext modalities(String... names) {
        return new DatasetContext(List.of(names), List.of());
    }

    static float[] features(Clip clip, String modality, int columns, int from, int to) {
        FloatBuffer buffer = FloatBuffer.allocate((to - from) * columns);
        clip.readFeatures(modality, from, to, buffer);
        requireAdvanced(buffer);
        return buffer.array();
    }

    static float[] labels(Clip clip, int targets) {
        FloatBuffer buffer = FloatBuffer.allocate(clip.length() * targets);
        clip.readLabels(0, clip.length(), buffer);
        requireAdvanced(buffer);
        return buffer.array();
    }

    /** Every reading must end where the values do: callers read clip after clip into one buffer. */
    private static void requireAdvanced(FloatBuffer buffer) {
        assertThat(buffer.remaining()).as("values not read").isZero();
    }

    static boolean[] mask(Clip clip, String modality) {
        boolean[] mask = new boolean[clip.length()];
        clip.readMask(modality, 0, clip.length(), mask, 0);
        return mask;
    }

    static List<String> groups(Dataset dataset, Split split) {
        return dataset.clips(split).stream().map(Clip::group).toList();
    }

    static List<String> ids(Dataset dataset, Split split) {
        return dataset.clips(split).stream().map(Clip::id).toList();
    }
}
