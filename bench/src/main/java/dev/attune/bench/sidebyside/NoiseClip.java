package dev.attune.bench.sidebyside;

import dev.attune.api.data.Clip;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A clip of standard-normal features and slowly moving labels, drawn anew at each reading, so that it takes no memory.
 *
 * @param seed of everything in it
 * @param length frames
 * @param features per frame, by modality
 * @param targets labels per frame
 */
record NoiseClip(long seed, int length, Map<String, Integer> features, int targets) implements Clip {
    /** Every so many frames one has no label. */
    private static final int UNLABELLED = 50;

    private static final double LABEL_PERIOD = 60;

    @Override
    public String id() {
        return "noise-" + seed;
    }

    @Override
    public void readFeatures(String modality, int from, int to, FloatBuffer destination) {
        Integer width = features.get(modality);
        if (width == null) {
            throw new IllegalArgumentException("modality must be one of " + features.keySet() + ", found " + modality);
        }
        for (int frame = from; frame < to; frame++) {
            SplittableRandom random = new SplittableRandom((seed * 31 + modality.hashCode()) * 1_000_003 + frame);
            for (int column = 0; column < width; column++) {
                destination.put((float) random.nextGaussian());
            }
        }
    }

    @Override
    public void readMask(String modality, int from, int to, boolean[] destination, int offset) {
        Arrays.fill(destination, offset, offset + to - from, true);
    }

    @Override
    public void readLabels(int from, int to, FloatBuffer destination) {
        for (int frame = from; frame < to; frame++) {
            for (int target = 0; target < targets; target++) {
                double angle = 2 * Math.PI * frame / LABEL_PERIOD + seed + target;
                destination.put((frame + seed) % UNLABELLED == 0 ? Float.NaN : (float) (0.8 * Math.sin(angle)));
            }
        }
    }
}
