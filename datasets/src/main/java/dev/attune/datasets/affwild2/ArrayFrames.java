package dev.attune.datasets.affwild2;

import dev.attune.datasets.npy.NpyArray;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** The frames of a preprocessed trial: the rows of its arrays. */
final class ArrayFrames implements Frames {
    private final TrialArrays arrays;
    private final String trial;
    private final int length;

    ArrayFrames(TrialArrays arrays, String trial, int length) {
        this.arrays = arrays;
        this.trial = trial;
        this.length = length;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void readFeatures(String modality, int from, int to, FloatBuffer destination) {
        NpyArray array = arrays.get(trial, modality);
        int columns = array.info().columns();
        int start = destination.position();
        array.readNumbers((long) from * columns, (to - from) * columns, destination);
        if (!array.info().isFloat()) {
            for (int i = start; i < destination.position(); i++) {
                destination.put(i, pixel(destination.get(i)));
            }
        }
    }

    /** Scales a byte of a picture as the authors' trainer does: (x / 255 - 0.5) / 0.5. */
    private static float pixel(float value) {
        return (value / 255 - 0.5f) / 0.5f;
    }

    @Override
    public void readMask(String modality, int from, int to, boolean[] destination, int offset) {
        Arrays.fill(destination, offset, offset + to - from, true);
    }

    @Override
    public void readTimes(int from, int to, double[] destination, int offset) {
        Arrays.fill(destination, offset, offset + to - from, Double.NaN);
    }

    @Override
    public String describe(String modality, int frame, int column) {
        return TrialArrays.name(trial, modality) + ", row " + frame + ", column " + column;
    }
}
