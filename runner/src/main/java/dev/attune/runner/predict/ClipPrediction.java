package dev.attune.runner.predict;

import dev.attune.api.data.TargetInfo;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a model predicts for a clip, frame by frame.
 *
 * @since 0.1
 */
public final class ClipPrediction {
    private final String clip;
    private final double[] seconds;
    private final List<TargetInfo> targets;
    private final float[] values;
    private final Map<String, BitSet> valid;

    /**
     * Puts a prediction together.
     *
     * @param clip the name of the clip
     * @param seconds when each frame begins
     * @param targets what is predicted
     * @param values row by row, one column a target
     * @param valid for each modality of the model, the frames in which it was there
     */
    ClipPrediction(String clip, double[] seconds, List<TargetInfo> targets, float[] values, Map<String, BitSet> valid) {
        if (values.length != seconds.length * targets.size()) {
            throw new IllegalArgumentException("found " + values.length + " values, wanted " + seconds.length
                    + " frames of " + targets.size() + " targets");
        }
        this.clip = clip;
        this.seconds = seconds;
        this.targets = List.copyOf(targets);
        this.values = values;
        this.valid = Collections.unmodifiableMap(new LinkedHashMap<>(valid));
    }

    /** Returns the name of the clip. */
    public String clip() {
        return clip;
    }

    /** Returns the number of frames. */
    public int length() {
        return seconds.length;
    }

    /**
     * Returns when a frame begins, on the clock of the recording.
     *
     * @param frame its index
     */
    public double seconds(int frame) {
        return seconds[frame];
    }

    /** Returns what is predicted, in the order of columns. */
    public List<TargetInfo> targets() {
        return targets;
    }

    /**
     * Returns a prediction.
     *
     * @param frame the index of a frame
     * @param target the index of a target
     */
    public float value(int frame, int target) {
        return values[frame * targets.size() + target];
    }

    /** Returns the modalities of the model, in order. */
    public Set<String> modalities() {
        return valid.keySet();
    }

    /**
     * Returns whether a modality was there in a frame: not dropped, and observed.
     *
     * @param modality one of {@link #modalities}
     * @param frame the index of a frame
     */
    public boolean isValid(String modality, int frame) {
        return frames(modality).get(frame);
    }

    /**
     * Returns in which share of the frames a modality was there.
     *
     * @param modality one of {@link #modalities}
     */
    public double validShare(String modality) {
        return seconds.length == 0 ? 0 : (double) frames(modality).cardinality() / seconds.length;
    }

    private BitSet frames(String modality) {
        BitSet frames = valid.get(modality);
        if (frames == null) {
            throw new IllegalArgumentException("the model has the modalities " + valid.keySet() + ", not " + modality);
        }
        return frames;
    }
}
