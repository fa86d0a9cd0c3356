package dev.attune.runner.data;

import dev.attune.api.data.Clip;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** A clip of which only the length matters: features are the frame's number, all valid, labels 0. */
record FakeClip(String id, int length) implements Clip {
    @Override
    public void readFeatures(String modality, int from, int to, FloatBuffer destination) {
        for (int frame = from; frame < to; frame++) {
            destination.put(frame);
        }
    }

    @Override
    public void readMask(String modality, int from, int to, boolean[] destination, int offset) {
        Arrays.fill(destination, offset, offset + to - from, true);
    }

    @Override
    public void readLabels(int from, int to, FloatBuffer destination) {
        destination.put(new float[to - from]);
    }
}
