package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.data.Clip;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Reads parts of a clip into arrays, and watches that nothing is written beside its place. */
final class ClipReading {
    /** What surrounds the place where values go; no reader writes it by chance. */
    private static final float UNTOUCHED = -12_345.678f;

    private static final int MARGIN = 3;

    private ClipReading() {}

    static float[] features(Clip clip, String modality, int columns, int from, int to) {
        return floats(
                "readFeatures of " + modality,
                (to - from) * columns,
                buffer -> clip.readFeatures(modality, from, to, buffer));
    }

    static float[] labels(Clip clip, int targets, int from, int to) {
        return floats("readLabels", (to - from) * targets, buffer -> clip.readLabels(from, to, buffer));
    }

    private static float[] floats(String what, int size, Reader reader) {
        float[] array = new float[size + 2 * MARGIN];
        Arrays.fill(array, UNTOUCHED);
        FloatBuffer buffer = FloatBuffer.wrap(array);
        buffer.position(MARGIN);
        reader.read(buffer);
        assertThat(buffer.position() - MARGIN)
                .as("%s must advance its destination by as many values as were asked for; write with put()", what)
                .isEqualTo(size);
        for (int i = 0; i < MARGIN; i++) {
            assertThat(new float[] {array[i], array[size + 2 * MARGIN - 1 - i]})
                    .as("%s must write from the destination's position on and nowhere else; write with put()", what)
                    .containsOnly(UNTOUCHED);
        }
        return Arrays.copyOfRange(array, MARGIN, MARGIN + size);
    }

    static boolean[] mask(Clip clip, String modality, int from, int to) {
        boolean[] opposite = new boolean[to - from + 2 * MARGIN];
        Arrays.fill(opposite, true);
        boolean[] array = new boolean[opposite.length];
        clip.readMask(modality, from, to, array, MARGIN);
        clip.readMask(modality, from, to, opposite, MARGIN);
        for (int i = 0; i < array.length; i++) {
            boolean inside = i >= MARGIN && i < array.length - MARGIN;
            assertThat(array[i] == opposite[i])
                    .as(
                            "readMask of %s must write a value for each frame from its offset on, and nowhere else; found place "
                                    + "%d of frames [%d, %d) wrong",
                            modality, i - MARGIN, from, to)
                    .isEqualTo(inside);
        }
        return Arrays.copyOfRange(array, MARGIN, array.length - MARGIN);
    }

    static double[] times(Clip clip, int from, int to) {
        double[] array = new double[to - from + 2 * MARGIN];
        Arrays.fill(array, UNTOUCHED);
        clip.readTimes(from, to, array, MARGIN);
        for (int i = 0; i < MARGIN; i++) {
            assertThat(new double[] {array[i], array[array.length - 1 - i]})
                    .as("readTimes must write from its offset on, as many values as there are frames, and nowhere else")
                    .containsOnly(UNTOUCHED);
        }
        return Arrays.copyOfRange(array, MARGIN, array.length - MARGIN);
    }

    /** Reads into a buffer. */
    @FunctionalInterface
    private interface Reader {
        void read(FloatBuffer buffer);
    }
}
