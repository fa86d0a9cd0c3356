package dev.attune.datasets.affwild2;

/** Which frames of a trial are given, ascending. */
abstract sealed class KeptFrames {
    /** Returns all of them; held as a number, since an array of all frames of the corpus would take 12 MB. */
    static KeptFrames all(int length) {
        return new All(length);
    }

    /**
     * Returns some of them.
     *
     * @param frames of the trial, ascending
     */
    static KeptFrames some(int[] frames) {
        return new Some(frames);
    }

    /** Returns how many. */
    abstract int length();

    /** Returns the frame of the trial that stands at a place. */
    abstract int frame(int place);

    /**
     * Returns where a stretch of frames that follow each other without a gap ends.
     *
     * @param from its first place
     * @param to where it ends at the latest
     */
    abstract int endOfRun(int from, int to);

    private static final class All extends KeptFrames {
        private final int length;

        All(int length) {
            this.length = length;
        }

        @Override
        int length() {
            return length;
        }

        @Override
        int frame(int place) {
            return place;
        }

        @Override
        int endOfRun(int from, int to) {
            return to;
        }
    }

    private static final class Some extends KeptFrames {
        private final int[] frames;

        Some(int[] frames) {
            this.frames = frames;
        }

        @Override
        int length() {
            return frames.length;
        }

        @Override
        int frame(int place) {
            return frames[place];
        }

        @Override
        int endOfRun(int from, int to) {
            int end = from + 1;
            while (end < to && frames[end] == frames[end - 1] + 1) {
                end++;
            }
            return end;
        }
    }
}
