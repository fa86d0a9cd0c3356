package dev.attune.encoders.media;

import dev.attune.api.media.SoundStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Gives the sound of a file, placed on the clock by its timestamps.
 *
 * <p>Stretches without gaps go through one resampler each. Where the timestamps leave the count of samples by more than a little, the
 * stretch ends, and the next is placed anew: silence fills a gap, and what would sound twice is left out.
 */
final class FfmpegSound implements SoundStream {
    /** Containers round timestamps, some to milliseconds; less than this is no gap. */
    private static final double GAP_SECONDS = 0.04;

    private final Container container;
    private final Decoder decoder;
    private final double tick;
    private final double origin;
    private final int rate;
    private final long end;
    private final AVFrame frame = avutil.av_frame_alloc();
    private @Nullable Resampler resampler;
    private boolean frameWaits;
    private boolean drained;
    private boolean closed;

    /** The next sample to be given. */
    private long position;

    /** When the current stretch began, by the clock in seconds, and by the number of the sample that comes out next. */
    private double stretchStart;

    private long stretchInput;
    private long stretchOutput;

    /** What came out of the resampler and was not given yet: its first sample's number, and where it lies. */
    private long pieceStart;

    private int pieceOffset;
    private int pieceEnd;
    private float[] piece = new float[0];

    /**
     * Takes over what it reads with.
     *
     * @param origin what the file counts at time 0, in seconds
     * @param seconds the end of the clock
     */
    FfmpegSound(Container container, Decoder decoder, int stream, double origin, int rate, double seconds) {
        this.container = container;
        this.decoder = decoder;
        this.tick = Ffmpeg.tick(container.stream(stream).time_base());
        this.origin = origin;
        this.rate = rate;
        this.end = Math.round(seconds * rate);
    }

    @Override
    public int rate() {
        return rate;
    }

    @Override
    public int read(float[] destination) {
        if (closed) {
            throw new IllegalStateException("the sound of " + container.file() + " is closed");
        }
        int wanted = (int) Math.min(destination.length, end - position);
        int done = 0;
        while (done < wanted) {
            done += fill(destination, done, wanted - done);
        }
        return done > 0 ? done : -1;
    }

    /** Gives some samples: silence up to the piece at hand, that piece, or silence to the end. */
    private int fill(float[] destination, int from, int wanted) {
        while (pieceOffset == pieceEnd && !drained) {
            advance();
        }
        long silence = pieceOffset == pieceEnd ? wanted : pieceStart - position;
        if (silence > 0) {
            int count = (int) Math.min(silence, wanted);
            java.util.Arrays.fill(destination, from, from + count, 0);
            position += count;
            return count;
        }
        int late = (int) Math.min(-silence, pieceEnd - pieceOffset);
        int count = Math.min(wanted, pieceEnd - pieceOffset - late);
        for (int i = 0; i < count; i++) {
            destination[from + i] = bounded(piece[pieceOffset + late + i]);
        }
        pieceOffset += late + count;
        pieceStart += late + count;
        position += count;
        return count;
    }

    /** Decoders of coded sound overshoot a little, and files of floating-point numbers hold anything. */
    private static float bounded(float value) {
        return value >= -1 ? Math.min(value, 1) : value < -1 ? -1 : 0;
    }

    /** Lets the next piece come out of the resampler, which may be none. */
    private void advance() {
        if (!frameWaits && !nextFrame()) {
            drained = true;
            endStretch();
            return;
        }
        if (resampler != null && !continues(resampler)) {
            frameWaits = true;
            endStretch();
            return;
        }
        frameWaits = false;
        Resampler open = resampler == null ? beginStretch() : resampler;
        int count = open.convert(frame);
        stretchInput += frame.nb_samples();
        offer(open, count);
    }

    private boolean nextFrame() {
        avutil.av_frame_unref(frame);
        return decoder.next(frame);
    }

    private boolean continues(Resampler open) {
        double expected = stretchStart + stretchInput / (double) open.inputRate();
        return open.takes(frame) && Math.abs(seconds(expected) - expected) <= GAP_SECONDS;
    }

    private Resampler beginStretch() {
        stretchStart = seconds(position / (double) rate);
        stretchInput = 0;
        stretchOutput = Math.round(stretchStart * rate);
        resampler = new Resampler(container.file(), frame, rate);
        return resampler;
    }

    private double seconds(double unknown) {
        long ticks = frame.best_effort_timestamp();
        return ticks == Ffmpeg.NO_TIME ? unknown : ticks * tick - origin;
    }

    private void endStretch() {
        if (resampler != null) {
            offer(resampler, resampler.flush());
            resampler.close();
            resampler = null;
        }
    }

    private void offer(Resampler from, int count) {
        piece = from.samples();
        pieceOffset = 0;
        pieceEnd = count;
        pieceStart = stretchOutput;
        stretchOutput += count;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (resampler != null) {
                resampler.close();
            }
            avutil.av_frame_free(frame);
            decoder.close();
            container.close();
        }
    }
}
