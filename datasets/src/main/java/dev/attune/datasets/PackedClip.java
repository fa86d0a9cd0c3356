package dev.attune.datasets;

import dev.attune.api.data.Clip;
import dev.attune.datasets.npy.NpyArray;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** Consecutive rows of a packed file. */
final class PackedClip implements Clip {
    private final Content content;
    private final String id;
    private final String group;
    private final int start;
    private final int length;

    PackedClip(Content content, String id, String group, int start, int length) {
        this.content = content;
        this.id = id;
        this.group = group;
        this.start = start;
        this.length = length;
    }

    /**
     * The arrays that all clips of a file share.
     *
     * @param file for messages
     * @param features (rows, D) by modality
     * @param masks (rows) by modality; a modality without one is valid throughout
     * @param labels of the rows
     */
    record Content(PackedFile file, Map<String, NpyArray> features, Map<String, NpyArray> masks, PackedLabels labels) {
        NpyArray features(String modality) {
            NpyArray array = features.get(modality);
            if (array == null) {
                throw new IllegalArgumentException(
                        "the dataset was opened with " + features.keySet() + ", not with " + modality);
            }
            return array;
        }
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
        return length;
    }

    @Override
    public void readFeatures(String modality, int from, int to, FloatBuffer destination) {
        Objects.checkFromToIndex(from, to, length);
        NpyArray array = content.features(modality);
        int columns = array.info().columns();
        array.readFloats((long) (start + from) * columns, (to - from) * columns, destination);
    }

    @Override
    public void readMask(String modality, int from, int to, boolean[] destination, int offset) {
        Objects.checkFromToIndex(from, to, length);
        content.features(modality);
        NpyArray mask = content.masks().get(modality);
        if (mask == null) {
            Arrays.fill(destination, offset, offset + to - from, true);
        } else {
            mask.readBooleans(start + from, to - from, destination, offset);
        }
    }

    @Override
    public void readLabels(int from, int to, FloatBuffer destination) {
        Objects.checkFromToIndex(from, to, length);
        for (int row = start + from; row < start + to; row++) {
            for (int target = 0; target < content.labels().targets(); target++) {
                destination.put(content.labels().at(row, target));
            }
        }
    }

    @Override
    public String describe(String what, int frame, int column) {
        boolean labels = what.equals("labels");
        String array = labels ? content.file().labelsName() : what;
        int arrayColumn = labels ? content.labels().column(column) : column;
        return content.file().source(array) + ", row " + (start + frame) + ", column " + arrayColumn + " (clip " + id
                + ", frame " + frame + ")";
    }
}
