package dev.attune.encoders.media;

import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Tells the time of each decoded picture, and which pictures have none of their own.
 *
 * <p>The pass that learns a file's clock and those that give its pictures all ask one of these, and so agree.
 */
final class PictureClock {
    private static final double USUAL_STEP = 0.04;

    private final double tick;
    private final double origin;
    private final double usualStep;
    private double seconds = Double.NEGATIVE_INFINITY;
    private int leftOut;

    /**
     * Makes a clock.
     *
     * @param origin what the file counts at time 0, in seconds
     */
    PictureClock(AVStream stream, double origin) {
        this.tick = Ffmpeg.tick(stream.time_base());
        this.origin = origin;
        AVRational rate = stream.avg_frame_rate();
        this.usualStep = rate.num() > 0 && rate.den() > 0 ? rate.den() / (double) rate.num() : USUAL_STEP;
    }

    /** Takes the next picture; returns false if it does not come after the one before, and has to be left out. */
    boolean accept(AVFrame frame) {
        long ticks = frame.best_effort_timestamp();
        double next = ticks == Ffmpeg.NO_TIME ? guess() : Ffmpeg.tidy(ticks * tick - origin);
        if (next <= seconds) {
            leftOut++;
            return false;
        }
        seconds = next;
        return true;
    }

    private double guess() {
        return Double.isInfinite(seconds) ? 0 : Ffmpeg.tidy(seconds + usualStep);
    }

    /** Returns the time of the picture that was taken last. */
    double seconds() {
        return seconds;
    }

    /** Returns how many pictures were left out. */
    int leftOut() {
        return leftOut;
    }

    /** Returns how long a picture is shown if nothing else is known. */
    double usualStep() {
        return usualStep;
    }
}
