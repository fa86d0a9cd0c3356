package dev.attune.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The batch that contracts feed to models: a full window, one that ends early and one with a single frame; each modality is missing
 * here and there, and zero where it is missing.
 */
final class ContractBatch {
    static final int WINDOWS = 3;
    static final int LENGTH = 8;
    private static final int[] EXISTING = {LENGTH, 5, 1};
    private static final double OBSERVED = 0.8;

    private final List<Integer> dimensions;
    private final float padding;
    private final int missing;
    private final boolean filled;

    private ContractBatch(List<Integer> dimensions, float padding, int missing, boolean filled) {
        this.dimensions = dimensions;
        this.padding = padding;
        this.missing = missing;
        this.filled = filled;
    }

    /** Makes a batch of modalities with the given features per frame, zero at frames that do not exist. */
    static ContractBatch of(List<Integer> dimensions) {
        return new ContractBatch(dimensions, 0, -1, false);
    }

    /** Returns the batch with another value at all frames that do not exist. */
    ContractBatch withPadding(float value) {
        return new ContractBatch(dimensions, value, missing, filled);
    }

    /** Returns the batch without a modality. */
    ContractBatch without(int modality) {
        return new ContractBatch(dimensions, padding, modality, filled);
    }

    /** Returns the batch with features also where a modality was not observed, as a temporal model leaves them. */
    ContractBatch withGapsFilled() {
        return new ContractBatch(dimensions, padding, missing, true);
    }

    /** Returns which frames exist, (B, L). */
    boolean[] frames() {
        boolean[] frames = new boolean[WINDOWS * LENGTH];
        for (int window = 0; window < WINDOWS; window++) {
            Arrays.fill(frames, window * LENGTH, window * LENGTH + EXISTING[window], true);
        }
        return frames;
    }

    /** Returns where a modality was observed, (B, L). */
    boolean[] mask(int modality) {
        SplittableRandom random = new SplittableRandom(100 + modality);
        boolean[] mask = frames();
        for (int i = 0; i < mask.length; i++) {
            mask[i] &= random.nextDouble() < OBSERVED && modality != missing;
        }
        return mask;
    }

    /** Returns a sequence, (B, L, D). */
    float[] sequence(int modality) {
        int dimension = dimensions.get(modality);
        SplittableRandom random = new SplittableRandom(modality);
        boolean[] observed = mask(modality);
        boolean[] frames = frames();
        float[] values = new float[WINDOWS * LENGTH * dimension];
        for (int i = 0; i < values.length; i++) {
            float value = (float) random.nextDouble(-1.5, 1.5);
            int frame = i / dimension;
            boolean present = filled ? frames[frame] : observed[frame];
            values[i] = present ? value : frames[frame] ? 0 : padding;
        }
        return values;
    }

    /** Returns weights of outputs in the loss, (B, L, F): random at existing frames, zero elsewhere. */
    float[] cotangent(int outputs) {
        SplittableRandom random = new SplittableRandom(999);
        boolean[] frames = frames();
        float[] values = new float[WINDOWS * LENGTH * outputs];
        for (int i = 0; i < values.length; i++) {
            float value = (float) random.nextDouble(-1, 1);
            values[i] = frames[i / outputs] ? value : 0;
        }
        return values;
    }

    /** Returns the values at existing frames only, of a tensor (B, L, D). */
    float[] existing(float[] values) {
        return existing(values, List.of(0, 1, 2));
    }

    /** Returns the values at existing frames only, of a tensor (windows, L, D). */
    float[] existing(float[] values, List<Integer> windows) {
        boolean[] frames = pick(frames(), windows, LENGTH);
        int dimension = values.length / frames.length;
        List<Float> kept = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (frames[i / dimension]) {
                kept.add(values[i]);
            }
        }
        float[] result = new float[kept.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = kept.get(i);
        }
        return result;
    }

    /**
     * Picks windows of a tensor and lengthens them with zeros at the end.
     *
     * @param values (B, L, D)
     * @param windows their indices
     * @param length at least L
     * @return (windows, length, D)
     */
    static float[] pick(float[] values, List<Integer> windows, int length) {
        int dimension = values.length / (WINDOWS * LENGTH);
        float[] picked = new float[windows.size() * length * dimension];
        for (int i = 0; i < windows.size(); i++) {
            System.arraycopy(
                    values, windows.get(i) * LENGTH * dimension, picked, i * length * dimension, LENGTH * dimension);
        }
        return picked;
    }

    /** Does what {@link #pick(float[], List, int)} does for a mask, (B, L). */
    static boolean[] pick(boolean[] mask, List<Integer> windows, int length) {
        boolean[] picked = new boolean[windows.size() * length];
        for (int i = 0; i < windows.size(); i++) {
            System.arraycopy(mask, windows.get(i) * LENGTH, picked, i * length, LENGTH);
        }
        return picked;
    }
}
