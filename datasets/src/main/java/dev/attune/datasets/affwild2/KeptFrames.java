package dev.attune.datasets.affwild2;

/** Which frames of a trial are given, ascending. */
sealed interface KeptFrames {
    /** Returns how many. */
    int length();

    /** Returns the frame of the trial that stands at a place. */
    int frame(int place);

    /**
     * Returns where a stretch of frames that follow each other without a gap ends.
     *
     * @param from its first place
     * @param to where it ends at the latest
     */
    int endOfRun(int from, int to);

    /** All of them; held as a number, since an array of all frames of the corpus would take 12 MB. */
    record All(int length) implements KeptFrames {
        @Override
        public int frame(int place) {
            return place;
        }

        @Override
        public int endOfRun(int from, int to) {
            return to;
        }
    }

    /** Some of them. */
    final class Some implements KeptFrames {
        private final int[] frames;

        Some(int[] frames) {
            this.frames = frames;
        }

        @Override
        public int length() {
            return frames.length;
        }

        @Override
        public int frame(int place) {
            return frames[place];
        }

        @Override
        public int endOfRun(int from, int to) {
            int end = from + 1;
            while (end < to && frames[end] == frames[end - 1] + 1) {
                end++;
            }
            return end;
        }
    }
}
