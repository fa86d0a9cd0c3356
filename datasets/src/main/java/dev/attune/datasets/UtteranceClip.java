package dev.attune.datasets;

import dev.attune.api.data.Clip;
import java.nio.FloatBuffer;
import java.util.Objects;

/** A clip of a feature store with one label per target for all of its frames. */
final class UtteranceClip implements Clip {
    private final Clip stored;
    private final String group;
    private final float[] labels;
    private final String place;

    /**
     * @param stored gives everything but labels
     * @param group what it has in common with others
     * @param labels one for each target; NaN where there is none
     * @param place where they are from, for messages
     */
    UtteranceClip(Clip stored, String group, float[] labels, String place) {
        this.stored = stored;
        this.group = group;
        this.labels = labels;
        this.place = place;
    }

    @Override
    public String id() {
        return stored.id();
    }

    @Override
    public String group() {
        return group;
    }

    @Override
    public int length() {
        return stored.length();
    }

    @Override
    public void readFeatures(String modality, int from, int to, FloatBuffer destination) {
        stored.readFeatures(modality, from, to, destination);
    }

    @Override
    public void readMask(String modality, int from, int to, boolean[] destination, int offset) {
        stored.readMask(modality, from, to, destination, offset);
    }

    @Override
    public void readLabels(int from, int to, FloatBuffer destination) {
        Objects.checkFromToIndex(from, to, length());
        for (int frame = from; frame < to; frame++) {
            destination.put(labels);
        }
    }

    @Override
    public void readTimes(int from, int to, double[] destination, int offset) {
        stored.readTimes(from, to, destination, offset);
    }

    @Override
    public String describe(String what, int frame, int column) {
        return what.equals("labels") ? place : stored.describe(what, frame, column);
    }
}
