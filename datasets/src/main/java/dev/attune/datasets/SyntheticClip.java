package dev.attune.datasets;

import dev.attune.api.data.Clip;
import dev.attune.api.data.DatasetInfo;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;

/** A clip that is held in memory. */
final class SyntheticClip implements Clip {
    private final String id;
    private final int length;
    private final DatasetInfo info;
    private final Map<String, float[]> features;
    private final Map<String, boolean[]> masks;
    private final float[] labels;

    /**
     * @param features (frames, D) by modality
     * @param masks (frames) by modality
     * @param labels (frames, targets)
     */
    SyntheticClip(
            String id,
            int length,
            DatasetInfo info,
            Map<String, float[]> features,
            Map<String, boolean[]> masks,
            float[] labels) {
        this.id = id;
        this.length = length;
        this.info = info;
        this.features = features;
        this.masks = masks;
        this.labels = labels;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void readFeatures(String modality, int from, int to, FloatBuffer destination) {
        Objects.checkFromToIndex(from, to, length);
        float[] values = of(features, modality);
        int columns = values.length / length;
        destination.put(values, from * columns, (to - from) * columns);
    }

    @Override
    public void readMask(String modality, int from, int to, boolean[] destination, int offset) {
        Objects.checkFromToIndex(from, to, length);
        System.arraycopy(of(masks, modality), from, destination, offset, to - from);
    }

    @Override
    public void readLabels(int from, int to, FloatBuffer destination) {
        Objects.checkFromToIndex(from, to, length);
        int targets = info.targets().size();
        destination.put(labels, from * targets, (to - from) * targets);
    }

    private <T> T of(Map<String, T> arrays, String modality) {
        T array = arrays.get(modality);
        if (array == null) {
            throw new IllegalArgumentException(
                    "the dataset was opened with " + info.modalities().keySet() + ", not with " + modality);
        }
        return array;
    }
}
