package dev.attune.runner.data;

import java.util.List;
import java.util.Map;

/** A batch of windows in main memory, padded to one length. */
public final class HostBatch {
    private final List<Window> windows;
    private final int length;
    private final Map<String, float[]> features;
    private final Map<String, boolean[]> masks;
    private final boolean[] frames;
    private final float[] labels;
    private final boolean[] labelMask;

    HostBatch(
            List<Window> windows,
            int length,
            Map<String, float[]> features,
            Map<String, boolean[]> masks,
            boolean[] frames,
            float[] labels,
            boolean[] labelMask) {
        this.windows = windows;
        this.length = length;
        this.features = features;
        this.masks = masks;
        this.frames = frames;
        this.labels = labels;
        this.labelMask = labelMask;
    }

    /** Returns the windows, B of them. */
    public List<Window> windows() {
        return windows;
    }

    /** Returns the frames per window, L, padding included. */
    public int length() {
        return length;
    }

    /** Returns the scaled features of a modality, (B, L, D); zero where it was not observed. */
    public float[] features(String modality) {
        return Lookup.required(features, modality);
    }

    /** Returns where a modality was observed, (B, L). */
    public boolean[] mask(String modality) {
        return Lookup.required(masks, modality);
    }

    /** Returns which frames exist, (B, L). */
    public boolean[] frames() {
        return frames;
    }

    /** Returns the labels, (B, L, T); zero where there is none. */
    public float[] labels() {
        return labels;
    }

    /** Returns where labels are valid, (B, L, T). */
    public boolean[] labelMask() {
        return labelMask;
    }
}
