package dev.attune.encoders.media;

import dev.attune.api.media.Timeline;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Keeps what matters of the pictures of a file while they are read for the first time. */
final class PictureLog {
    private static final int INITIAL_CAPACITY = 1024;
    private static final double GAP_STEPS = 3;
    private static final double GAP_SECONDS = 0.2;

    private final PictureClock clock;
    private double[] times = new double[INITIAL_CAPACITY];
    private int count;
    private int damaged;
    private int width;
    private int height;
    private Turn turn = Turn.NONE;
    private Optional<String> sizeChange = Optional.empty();
    private int shownWidth;
    private int shownHeight;

    PictureLog(PictureClock clock) {
        this.clock = clock;
    }

    /** Takes the next picture. */
    void add(AVFrame frame) {
        if (!clock.accept(frame)) {
            return;
        }
        if (count == 0) {
            turn = Turn.of(frame);
            width = frame.width();
            height = frame.height();
            shownWidth = turn.transposed() ? height : width;
            shownHeight = turn.transposed() ? width : height;
        } else if (sizeChange.isEmpty() && (frame.width() != width || frame.height() != height)) {
            sizeChange = Optional.of(String.format(
                    Locale.ROOT,
                    "The size of its pictures changes from %d x %d to %d x %d at %.2f s; all are given in the first size.",
                    width,
                    height,
                    frame.width(),
                    frame.height(),
                    clock.seconds()));
        }
        if (frame.decode_error_flags() != 0 || (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0) {
            damaged++;
        }
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = clock.seconds();
    }

    int count() {
        return count;
    }

    /** Returns how many pictures can be seen to be damaged. */
    int damaged() {
        return damaged;
    }

    int leftOut() {
        return clock.leftOut();
    }

    /** Returns the width of an upright picture. */
    int width() {
        return shownWidth;
    }

    /** Returns the height of an upright picture. */
    int height() {
        return shownHeight;
    }

    Turn turn() {
        return turn;
    }

    /** Returns what is to be said of a change of size. */
    Optional<String> sizeChange() {
        return sizeChange;
    }

    /** Returns the clock, on which the last picture is shown as long as the median one. */
    Timeline timeline() {
        return new Timeline(Arrays.copyOf(times, count), Ffmpeg.tidy(times[count - 1] + step()));
    }

    /** Returns the median time from one picture to the next. */
    double step() {
        if (count < 2) {
            return clock.usualStep();
        }
        double[] steps = new double[count - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = times[i + 1] - times[i];
        }
        Arrays.sort(steps);
        return steps[steps.length / 2];
    }

    /** Returns what is to be said of times without a picture. */
    Optional<String> gaps() {
        double least = Math.max(GAP_STEPS * step(), GAP_SECONDS);
        int gaps = 0;
        int longest = 0;
        for (int i = 0; i + 1 < count; i++) {
            double gap = times[i + 1] - times[i];
            if (gap > least) {
                longest = gaps == 0 || gap > times[longest + 1] - times[longest] ? i : longest;
                gaps++;
            }
        }
        if (gaps == 0) {
            return Optional.empty();
        }
        String where = String.format(
                Locale.ROOT, "%.2f s from %.2f s on", times[longest + 1] - times[longest], times[longest]);
        return Optional.of(
                gaps == 1
                        ? "There is no new picture for " + where + "."
                        : "There are " + gaps + " gaps between pictures, the longest of " + where + ".");
    }
}
