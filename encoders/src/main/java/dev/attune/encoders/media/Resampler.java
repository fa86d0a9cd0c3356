package dev.attune.encoders.media;

import dev.attune.api.DataException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** Brings a stretch of sound without gaps to one channel and one rate. */
final class Resampler implements AutoCloseable {
    private final SwrContext context;
    private final int format;
    private final int inputRate;
    private final int channels;
    private final PointerPointer<Pointer> planes = new PointerPointer<>(1);
    private FloatPointer output = new FloatPointer(1);
    private float[] samples = new float[0];

    /** Makes one for sound of the form of a frame. */
    Resampler(Path file, AVFrame first, int rate) {
        format = first.format();
        inputRate = first.sample_rate();
        channels = first.ch_layout().nb_channels();
        context = new SwrContext(null);
        FfmpegLog.clear();
        try (AVChannelLayout mono = new AVChannelLayout()) {
            avutil.av_channel_layout_default(mono, 1);
            int code = swresample.swr_alloc_set_opts2(
                    context, mono, avutil.AV_SAMPLE_FMT_FLT, rate, first.ch_layout(), format, inputRate, 0, null);
            // The mean of the channels: without this, two equal ones would give more than 1.
            avutil.av_opt_set_double(context, "rematrix_maxval", 1, 0);
            if (code >= 0) {
                code = swresample.swr_init(context);
            }
            if (code < 0) {
                String reason = FfmpegLog.last().orElse(Ffmpeg.words(code));
                close();
                throw new DataException("The " + channels + " channels of sound of " + file
                        + " cannot be mixed to one: " + reason + ".");
            }
        }
    }

    /** Returns whether a frame is of the form that this was made for. */
    boolean takes(AVFrame frame) {
        return frame.format() == format
                && frame.sample_rate() == inputRate
                && frame.ch_layout().nb_channels() == channels;
    }

    int inputRate() {
        return inputRate;
    }

    /**
     * Takes a frame.
     *
     * @return how many samples came out; see {@link #samples}
     */
    int convert(AVFrame frame) {
        return convert(frame.extended_data(), frame.nb_samples());
    }

    /** Lets out what is still inside. */
    int flush() {
        return convert(null, 0);
    }

    private int convert(@org.jspecify.annotations.Nullable PointerPointer<?> input, int count) {
        int room = Math.max(1, swresample.swr_get_out_samples(context, count));
        if (output.capacity() < room) {
            output.close();
            output = new FloatPointer(room);
            samples = new float[room];
        }
        int made = Math.max(0, swresample.swr_convert(context, planes.put(0, output), room, input, count));
        output.get(samples, 0, made);
        return made;
    }

    /** Returns the array in which samples came out, which is reused. */
    float[] samples() {
        return samples;
    }

    @Override
    public void close() {
        swresample.swr_free(context);
        output.close();
        planes.close();
    }
}
