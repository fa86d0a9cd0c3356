package dev.attune.api.media;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;

/**
 * The clock of a clip: the time of every frame.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Timeline {
    private final double[] seconds;
    private final double end;

    /**
     * Makes a clock.
     *
     * @param seconds the time at which each frame begins, ascending, at least one
     * @param end where the last frame ends, after its beginning
     */
    public Timeline(double[] seconds, double end) {
        this.seconds = requireNonNull(seconds, "seconds is null").clone();
        this.end = end;
        if (seconds.length == 0) {
            throw new IllegalArgumentException("a clock needs at least one frame, found none");
        }
        for (int frame = 0; frame < seconds.length; frame++) {
            double next = frame + 1 < seconds.length ? seconds[frame + 1] : end;
            if (!(seconds[frame] < next)) {
                throw new IllegalArgumentException(
                        "times must ascend, found " + seconds[frame] + " and then " + next + " at frame " + frame);
            }
        }
    }

    /**
     * Makes a clock whose frames are of equal length.
     *
     * @param start where the first frame begins, in seconds
     * @param end up to which frames are wanted; the last may end after it
     * @param rate frames per second, more than 0
     */
    public static Timeline regular(double start, double end, double rate) {
        if (!(rate > 0) || !(start < end)) {
            throw new IllegalArgumentException("a clock needs a rate above 0 and an end after its start, found rate "
                    + rate + ", start " + start + ", end " + end);
        }
        // A clip of exactly ten frames has ten, whatever the last bit of its end.
        int frames = Math.max(1, (int) Math.ceil((end - start) * rate - 1e-6));
        double[] seconds = new double[frames];
        for (int frame = 0; frame < frames; frame++) {
            seconds[frame] = start + frame / rate;
        }
        return new Timeline(seconds, start + frames / rate);
    }

    /** Returns the number of frames. */
    public int length() {
        return seconds.length;
    }

    /**
     * Returns when a frame begins.
     *
     * @param frame its index
     * @return seconds
     */
    public double seconds(int frame) {
        return seconds[frame];
    }

    /**
     * Returns when a frame ends: when the next begins.
     *
     * @param frame its index
     * @return seconds
     */
    public double end(int frame) {
        return frame + 1 < seconds.length ? seconds[frame + 1] : end;
    }

    /** Returns when the last frame ends, in seconds. */
    public double end() {
        return end;
    }

    /** Returns the times as an array of one's own. */
    public double[] toArray() {
        return seconds.clone();
    }
}
