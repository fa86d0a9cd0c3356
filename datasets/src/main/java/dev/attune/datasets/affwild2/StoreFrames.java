package dev.attune.datasets.affwild2;

import dev.attune.api.data.Clip;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/** The frames of a video in a feature store, and after its last one those that label rows alone speak of. */
final class StoreFrames implements Frames {
    private final Clip clip;
    private final int length;
    private final Map<String, Integer> modalities;

    StoreFrames(Clip clip, int length, Map<String, Integer> modalities) {
        this.clip = clip;
        this.length = length;
        this.modalities = modalities;
    }

    @Override
    public int length() {
        return length;
    }

    private int stored(int frame) {
        return Math.min(frame, clip.length());
    }

    @Override
    public void readFeatures(String modality, int from, int to, FloatBuffer destination) {
        if (stored(from) < stored(to)) {
            clip.readFeatures(modality, from, stored(to), destination);
        }
        int beyond = (to - Math.max(from, stored(to))) * modalities.getOrDefault(modality, 0);
        for (int i = 0; i < beyond; i++) {
            destination.put(0);
        }
    }

    @Override
    public void readMask(String modality, int from, int to, boolean[] destination, int offset) {
        Arrays.fill(destination, offset, offset + to - from, false);
        if (stored(from) < stored(to)) {
            clip.readMask(modality, from, stored(to), destination, offset);
        }
    }

    @Override
    public void readTimes(int from, int to, double[] destination, int offset) {
        Arrays.fill(destination, offset, offset + to - from, Double.NaN);
        if (stored(from) < stored(to)) {
            clip.readTimes(from, stored(to), destination, offset);
        }
    }

    @Override
    public String describe(String modality, int frame, int column) {
        return clip.describe(modality, frame, column);
    }
}
