package dev.attune.datasets;

import java.util.Arrays;

/** When the frames of a clip begin and end, in seconds. */
final class Clock {
    private final double[] begins;
    private final double[] ends;

    Clock(double[] begins, double[] ends) {
        if (begins.length != ends.length) {
            throw new IllegalArgumentException("found " + begins.length + " begins and " + ends.length + " ends");
        }
        this.begins = begins;
        this.ends = ends;
    }

    /** Makes a clock whose frames end where the next begins; the last is as long as the one before it. */
    static Clock ofBegins(double[] begins) {
        double[] ends = new double[begins.length];
        for (int frame = 0; frame + 1 < begins.length; frame++) {
            ends[frame] = begins[frame + 1];
        }
        if (begins.length > 0) {
            int last = begins.length - 1;
            ends[last] = last == 0 ? Double.POSITIVE_INFINITY : 2 * begins[last] - begins[last - 1];
        }
        return new Clock(begins, ends);
    }

    /** Returns the clock of frames [from, to). */
    Clock part(int from, int to) {
        return new Clock(Arrays.copyOfRange(begins, from, to), Arrays.copyOfRange(ends, from, to));
    }

    int frames() {
        return begins.length;
    }

    double begin(int frame) {
        return begins[frame];
    }

    double end(int frame) {
        return ends[frame];
    }
}
