package dev.attune.datasets.affwild2;

import dev.attune.api.data.Clip;
import java.nio.FloatBuffer;
import java.util.Objects;

/** A trial: its frames or those of them that are kept, with their labels. */
final class TrialClip implements Clip {
    private final String id;
    private final Trial trial;
    private final KeptFrames kept;
    private final int[] targets;

    /**
     * Makes the clip.
     *
     * @param kept the frames that are given
     * @param targets columns of the labels, in the order wanted
     */
    TrialClip(String id, Trial trial, KeptFrames kept, int[] targets) {
        this.id = id;
        this.trial = trial;
        this.kept = kept;
        this.targets = targets;
    }

    @Override
    public String id() {
        return id;
    }

    /** Returns the video: two people of one are seen in one light, heard by one microphone, and react to each other. */
    @Override
    public String group() {
        return OfficialTrials.video(id);
    }

    @Override
    public int length() {
        return kept.length();
    }

    /** Takes a stretch of frames of the trial that are kept and follow each other without a gap. */
    @FunctionalInterface
    private interface Run {
        /**
         * Takes a stretch.
         *
         * @param from first frame of the trial
         * @param to frame after the last
         * @param offset how many frames came before
         */
        void take(int from, int to, int offset);
    }

    private void runs(int from, int to, Run run) {
        Objects.checkFromToIndex(from, to, kept.length());
        int start = from;
        while (start < to) {
            int end = kept.endOfRun(start, to);
            run.take(kept.frame(start), kept.frame(end - 1) + 1, start - from);
            start = end;
        }
    }

    @Override
    public void readFeatures(String modality, int from, int to, FloatBuffer destination) {
        runs(from, to, (first, end, offset) -> trial.frames().readFeatures(modality, first, end, destination));
    }

    @Override
    public void readMask(String modality, int from, int to, boolean[] destination, int offset) {
        runs(
                from,
                to,
                (first, end, before) -> trial.frames().readMask(modality, first, end, destination, offset + before));
    }

    @Override
    public void readTimes(int from, int to, double[] destination, int offset) {
        runs(from, to, (first, end, before) -> trial.frames().readTimes(first, end, destination, offset + before));
    }

    @Override
    public void readLabels(int from, int to, FloatBuffer destination) {
        Objects.checkFromToIndex(from, to, kept.length());
        for (int frame = from; frame < to; frame++) {
            for (int target : targets) {
                destination.put(trial.labels().label(kept.frame(frame), target));
            }
        }
    }

    @Override
    public String describe(String what, int frame, int column) {
        return what.equals("labels")
                ? "trial " + id + ", label row " + kept.frame(frame) + ", " + LabelRows.TARGETS.get(targets[column])
                : trial.frames().describe(what, kept.frame(frame), column);
    }
}
