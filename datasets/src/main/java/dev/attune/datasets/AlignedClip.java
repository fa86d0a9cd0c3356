package dev.attune.datasets;

import dev.attune.api.data.Clip;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;

/** A clip whose features were laid on the clock of its labels. */
final class AlignedClip implements Clip {
    private final String id;
    private final String group;
    private final Clock clock;
    private final float[] labels;
    private final int targets;
    private final int first;
    private final Map<String, AlignedStream> streams;
    private final Map<String, String> sources;

    /**
     * @param id its name
     * @param group what it has in common with others
     * @param clock its frames
     * @param labels frame by frame, one column a target; NaN where there is none
     * @param first the frame of the streams at which the clip begins
     * @param streams by modality
     * @param sources the names of the files, by modality and for {@code labels}
     */
    AlignedClip(
            String id,
            String group,
            Clock clock,
            float[] labels,
            int first,
            Map<String, AlignedStream> streams,
            Map<String, String> sources) {
        this.id = id;
        this.group = group;
        this.clock = clock;
        this.labels = labels;
        this.targets = clock.frames() == 0 ? 0 : labels.length / clock.frames();
        this.first = first;
        this.streams = Map.copyOf(streams);
        this.sources = Map.copyOf(sources);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String group() {
        return group;
    }

    @Override
    public int length() {
        return clock.frames();
    }

    private AlignedStream stream(String modality) {
        AlignedStream stream = streams.get(modality);
        if (stream == null) {
            throw new IllegalArgumentException(
                    "the dataset was opened with " + streams.keySet() + ", not with " + modality);
        }
        return stream;
    }

    @Override
    public void readFeatures(String modality, int from, int to, FloatBuffer destination) {
        Objects.checkFromToIndex(from, to, length());
        stream(modality).readValues(first + from, first + to, destination);
    }

    @Override
    public void readMask(String modality, int from, int to, boolean[] destination, int offset) {
        Objects.checkFromToIndex(from, to, length());
        stream(modality).readMask(first + from, first + to, destination, offset);
    }

    @Override
    public void readLabels(int from, int to, FloatBuffer destination) {
        Objects.checkFromToIndex(from, to, length());
        destination.put(labels, from * targets, (to - from) * targets);
    }

    @Override
    public void readTimes(int from, int to, double[] destination, int offset) {
        Objects.checkFromToIndex(from, to, length());
        for (int frame = from; frame < to; frame++) {
            // Words may begin at one time, and a time that does not ascend is none.
            boolean ascends = frame == 0 || clock.begin(frame - 1) < clock.begin(frame);
            destination[offset + frame - from] = ascends ? clock.begin(frame) : Double.NaN;
        }
    }

    @Override
    public String describe(String what, int frame, int column) {
        return sources.getOrDefault(what, what) + ", at " + clock.begin(frame) + " s, column " + column + " (clip " + id
                + ", frame " + frame + ")";
    }
}
