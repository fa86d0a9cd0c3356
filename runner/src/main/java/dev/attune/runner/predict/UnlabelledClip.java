package dev.attune.runner.predict;

import dev.attune.api.DataException;
import dev.attune.api.data.Clip;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * A clip as a model sees it that is to predict: without labels, and without the modalities that are left out.
 *
 * @param clip the clip
 * @param widths features per frame of each modality of the model
 * @param dropped modalities that are left out; the clip need not have them
 * @param targets labels per frame that a reader asks for, none of which it gets
 */
record UnlabelledClip(Clip clip, Map<String, Integer> widths, Set<String> dropped, int targets) implements Clip {
    @Override
    public String id() {
        return clip.id();
    }

    @Override
    public String group() {
        return clip.group();
    }

    @Override
    public int length() {
        return clip.length();
    }

    @Override
    public void readFeatures(String modality, int from, int to, FloatBuffer destination) {
        int count = (to - from) * widths.getOrDefault(modality, 0);
        if (dropped.contains(modality)) {
            for (int i = 0; i < count; i++) {
                destination.put(0);
            }
            return;
        }
        int start = destination.position();
        clip.readFeatures(modality, from, to, destination);
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(destination.get(start + i))) {
                requireMasked(modality, from, i, destination.get(start + i));
            }
        }
    }

    /** What is masked is not used, whatever it is. */
    private void requireMasked(String modality, int from, int index, float value) {
        int frame = from + index / widths.getOrDefault(modality, 1);
        boolean[] valid = new boolean[1];
        clip.readMask(modality, frame, frame + 1, valid, 0);
        if (valid[0]) {
            throw new DataException(clip.describe(modality, frame, index % widths.getOrDefault(modality, 1))
                    + ": found " + value + ", wanted a finite number, or a mask that is false.");
        }
    }

    @Override
    public void readMask(String modality, int from, int to, boolean[] destination, int offset) {
        if (dropped.contains(modality)) {
            Arrays.fill(destination, offset, offset + to - from, false);
        } else {
            clip.readMask(modality, from, to, destination, offset);
        }
    }

    @Override
    public void readLabels(int from, int to, FloatBuffer destination) {
        for (int i = 0; i < (to - from) * targets; i++) {
            destination.put(Float.NaN);
        }
    }

    @Override
    public void readTimes(int from, int to, double[] destination, int offset) {
        clip.readTimes(from, to, destination, offset);
    }

    @Override
    public String describe(String what, int frame, int column) {
        return clip.describe(what, frame, column);
    }
}
