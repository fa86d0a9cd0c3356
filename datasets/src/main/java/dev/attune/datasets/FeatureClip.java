package dev.attune.datasets;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import dev.attune.api.data.TargetInfo;
import dev.attune.datasets.npy.NpyArray;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** One folder of a feature store. */
final class FeatureClip implements Clip {
    private final FeatureStore store;
    private final String id;
    private final String group;
    private final int length;
    private final boolean labelled;
    private final Set<String> masked = new HashSet<>();

    FeatureClip(FeatureStore store, String id, String group, int length) {
        this.store = store;
        this.id = id;
        this.group = group;
        this.length = length;
        this.labelled = store.hasLabels(id);
        store.info().modalities().keySet().stream()
                .filter(modality -> store.hasMask(id, modality))
                .forEach(masked::add);
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
        NpyArray array = store.features(id, modality);
        int columns = array.info().columns();
        array.readFloats((long) from * columns, (to - from) * columns, destination);
    }

    @Override
    public void readMask(String modality, int from, int to, boolean[] destination, int offset) {
        Objects.checkFromToIndex(from, to, length);
        if (masked.contains(modality)) {
            store.mask(id, modality).readBooleans(from, to - from, destination, offset);
        } else {
            Arrays.fill(destination, offset, offset + to - from, true);
        }
    }

    @Override
    public void readLabels(int from, int to, FloatBuffer destination) {
        Objects.checkFromToIndex(from, to, length);
        List<TargetInfo> targets = store.info().targets();
        if (!labelled) {
            for (int i = 0; i < (to - from) * targets.size(); i++) {
                destination.put(Float.NaN);
            }
            return;
        }
        NpyArray labels = store.labels(id);
        int columns = labels.info().columns();
        for (int frame = from; frame < to; frame++) {
            for (int target = 0; target < targets.size(); target++) {
                float label = (float) labels.get((long) frame * columns + store.labelColumn(target));
                destination.put(checked(label, frame, target, targets.get(target)));
            }
        }
    }

    private float checked(float label, int frame, int target, TargetInfo info) {
        if (!Float.isNaN(label) && !info.accepts(label)) {
            String wanted = info.kind() == TargetInfo.Kind.BINARY
                    ? "0 or 1"
                    : "a value in [" + info.min() + ", " + info.max() + "]";
            throw new DataException(describe("labels", frame, target) + ": found " + label + " for " + info.name()
                    + ", wanted " + wanted + " as store.json says");
        }
        return label;
    }

    @Override
    public void readTimes(int from, int to, double[] destination, int offset) {
        Objects.checkFromToIndex(from, to, length);
        NpyArray times = store.times(id);
        for (int frame = from; frame < to; frame++) {
            destination[offset + frame - from] = times.get(frame);
        }
    }

    @Override
    public String describe(String what, int frame, int column) {
        int arrayColumn = what.equals("labels") ? store.labelColumn(column) : column;
        return store.name(id, what) + ", row " + frame + ", column " + arrayColumn;
    }
}
