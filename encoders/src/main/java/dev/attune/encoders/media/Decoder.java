package dev.attune.encoders.media;

import dev.attune.api.DataException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;

/** Decodes one stream of a file, and lets somebody else see the packets of the others. */
final class Decoder implements AutoCloseable {
    private static final int MOST_ERRORS_AT_END = 100;

    private final Container container;
    private final int stream;
    private final Splices.Track track;
    private final Runnable others;
    private final AVCodecContext context;
    private long refused;
    private long hidden;
    private boolean drained;

    /**
     * Opens the decoder.
     *
     * @param others is run when the packet of another stream was read
     * @param draft whether only times and sizes of pictures matter, not what they show
     */
    Decoder(Container container, int stream, Splices.Track track, int threads, boolean draft, Runnable others) {
        this.container = container;
        this.stream = stream;
        this.track = track;
        this.others = others;
        this.context = open(container, stream, threads, draft);
    }

    private static AVCodecContext open(Container container, int index, int threads, boolean draft) {
        AVStream stream = container.stream(index);
        AVCodec codec = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null) {
            throw unreadable(container, stream, "this FFmpeg has no decoder for it");
        }
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        FfmpegLog.clear();
        int code = avcodec.avcodec_parameters_to_context(context, stream.codecpar());
        context.pkt_timebase(stream.time_base());
        context.thread_count(threads);
        if (draft) {
            context.skip_loop_filter(avcodec.AVDISCARD_ALL);
        }
        if (code >= 0) {
            code = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
        }
        if (code < 0) {
            String reason = FfmpegLog.last().orElse(Ffmpeg.words(code));
            avcodec.avcodec_free_context(context);
            throw unreadable(container, stream, reason);
        }
        return context;
    }

    private static DataException unreadable(Container container, AVStream stream, String reason) {
        String name = avcodec.avcodec_get_name(stream.codecpar().codec_id()).getString();
        return new DataException(
                container.file() + " holds a stream coded as " + name + ", which cannot be decoded: " + reason + ".");
    }

    /** Returns whether there is a decoder for a stream. */
    static boolean exists(AVStream stream) {
        return avcodec.avcodec_find_decoder(stream.codecpar().codec_id()) != null;
    }

    /**
     * Decodes the next frame.
     *
     * @param frame takes it
     * @return false after the last
     */
    boolean next(AVFrame frame) {
        int errors = 0;
        while (true) {
            int code = avcodec.avcodec_receive_frame(context, frame);
            if (code >= 0) {
                return true;
            }
            boolean error = code != Ffmpeg.AGAIN && code != Ffmpeg.END;
            if (error) {
                refused++;
                errors++;
            }
            // A decoder with threads may still hold good frames behind a bad one.
            if (code == Ffmpeg.END || (drained && (!error || errors > MOST_ERRORS_AT_END))) {
                return false;
            }
            if (!drained) {
                feed();
            }
        }
    }

    private void feed() {
        if (!container.read()) {
            drained = true;
            avcodec.avcodec_send_packet(context, null);
        } else if (container.packet().stream_index() == stream) {
            container.follow(track);
            if ((container.packet().flags() & avcodec.AV_PKT_FLAG_DISCARD) != 0) {
                hidden++;
            }
            if (avcodec.avcodec_send_packet(context, container.packet()) < 0) {
                refused++;
            }
        } else {
            others.run();
        }
    }

    /** Returns how many packets could not be decoded. */
    long refused() {
        return refused;
    }

    /** Returns how many packets the file itself says are not to be shown. */
    long hidden() {
        return hidden;
    }

    @Override
    public void close() {
        avcodec.avcodec_free_context(context);
    }
}
