package dev.attune.runner.data;

import dev.attune.api.DataException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Turns windows into a batch: reads, scales, pads, masks. Safe for use by several threads. */
public final class Collator {
    private final Map<String, Integer> modalities;
    private final Map<String, FeatureScaler> scalers;
    private final int targets;
    private final int length;

    /**
     * Makes a collator.
     *
     * @param modalities name to features per frame
     * @param scalers one a modality
     * @param targets labels per frame
     * @param length frames per window, L
     */
    public Collator(Map<String, Integer> modalities, Map<String, FeatureScaler> scalers, int targets, int length) {
        this.modalities = new LinkedHashMap<>(modalities);
        this.scalers = Map.copyOf(scalers);
        this.targets = targets;
        this.length = length;
    }

    /**
     * Makes a batch with all modalities.
     *
     * @param windows at least one
     */
    public HostBatch collate(List<Window> windows) {
        return collate(windows, Map.of(), new SplittableRandom(0));
    }

    /**
     * Makes a batch from which modalities are left out at random, window by window.
     *
     * @param windows at least one
     * @param dropout probability of leaving out a modality, by name
     * @param random decides
     */
    public HostBatch collate(List<Window> windows, Map<String, Double> dropout, SplittableRandom random) {
        int rows = Math.multiplyExact(windows.size(), length);
        boolean[] frames = new boolean[rows];
        float[] labels = new float[rows * targets];
        boolean[] labelMask = new boolean[rows * targets];
        for (int w = 0; w < windows.size(); w++) {
            Arrays.fill(frames, w * length, w * length + windows.get(w).frames(), true);
            readLabels(windows.get(w), w * length * targets, labels, labelMask);
        }
        Map<String, float[]> features = new LinkedHashMap<>();
        Map<String, boolean[]> masks = new LinkedHashMap<>();
        modalities.forEach((modality, width) -> {
            float[] values = new float[size(rows, width)];
            boolean[] mask = new boolean[rows];
            double probability = dropout.getOrDefault(modality, 0.0);
            for (int w = 0; w < windows.size(); w++) {
                if (probability == 0 || random.nextDouble() >= probability) {
                    readFeatures(windows.get(w), modality, width, w * length, values, mask);
                }
            }
            features.put(modality, values);
            masks.put(modality, mask);
        });
        return new HostBatch(windows, length, features, masks, frames, labels, labelMask);
    }

    private static int size(int rows, int width) {
        long size = (long) rows * width;
        if (size > Integer.MAX_VALUE - 8) {
            throw new DataException("A batch of " + rows + " frames with " + width
                    + " features each does not fit into one array; lower training.batch or data.window.length.");
        }
        return (int) size;
    }

    private void readLabels(Window window, int offset, float[] labels, boolean[] labelMask) {
        int size = window.frames() * targets;
        window.clip().readLabels(window.start(), window.end(), FloatBuffer.wrap(labels, offset, size));
        for (int i = offset; i < offset + size; i++) {
            labelMask[i] = !Float.isNaN(labels[i]);
            labels[i] = labelMask[i] ? labels[i] : 0;
        }
    }

    private void readFeatures(Window window, String modality, int width, int firstRow, float[] values, boolean[] mask) {
        FloatBuffer destination = FloatBuffer.wrap(values, firstRow * width, window.frames() * width);
        window.clip().readFeatures(modality, window.start(), window.end(), destination);
        window.clip().readMask(modality, window.start(), window.end(), mask, firstRow);
        FeatureScaler scaler = Lookup.required(scalers, modality);
        for (int row = firstRow; row < firstRow + window.frames(); row++) {
            if (mask[row]) {
                scaler.apply(values, row * width);
            } else {
                Arrays.fill(values, row * width, (row + 1) * width, 0);
            }
        }
    }
}
