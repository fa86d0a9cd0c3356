package dev.attune.encoders.media;

import dev.attune.api.DataException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** An MP4 file that is being written. */
final class Muxer implements AutoCloseable {
    private final Path named;
    private final AVFormatContext context = new AVFormatContext(null);
    private final AVIOContext output = new AVIOContext(null);

    /**
     * Creates the file.
     *
     * @param draft is written
     * @param named stands in messages
     */
    Muxer(Path draft, Path named) {
        this.named = named;
        FfmpegLog.clear();
        try (BytePointer name = Ffmpeg.name(draft);
                BytePointer format = new BytePointer("mp4")) {
            check(avformat.avformat_alloc_output_context2(context, (AVOutputFormat) null, format, name));
            // Nothing of time, place or version goes into the file, so that equal content gives equal files.
            context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
            check(avformat.avio_open2(output, name, avformat.AVIO_FLAG_WRITE, null, (AVDictionary) null));
            context.pb(output);
        } catch (DataException e) {
            close();
            throw e;
        }
    }

    /** Adds a track whose packets come from an open encoder. */
    AVStream add(AVCodecContext encoder) {
        AVStream stream = avformat.avformat_new_stream(context, null);
        check(avcodec.avcodec_parameters_from_context(stream.codecpar(), encoder));
        stream.time_base(encoder.time_base());
        stream.avg_frame_rate(encoder.framerate());
        return stream;
    }

    /** Begins the file, when all tracks are known. */
    void begin() {
        AVDictionary options = new AVDictionary(null);
        try {
            // Players can start before they have all of it.
            avutil.av_dict_set(options, "movflags", "+faststart", 0);
            FfmpegLog.clear();
            check(avformat.avformat_write_header(context, options));
        } finally {
            avutil.av_dict_free(options);
        }
    }

    /** Writes a packet, which is empty afterwards. */
    void write(AVPacket packet) {
        FfmpegLog.clear();
        check(avformat.av_interleaved_write_frame(context, packet));
    }

    /** Ends the file. */
    void end() {
        FfmpegLog.clear();
        check(avformat.av_write_trailer(context));
        int code = avformat.avio_closep(output);
        context.pb(null);
        check(code);
    }

    private void check(int code) {
        if (code < 0) {
            throw new DataException(
                    named + " cannot be written: " + FfmpegLog.last().orElseGet(() -> Ffmpeg.words(code)) + ".");
        }
    }

    @Override
    public void close() {
        if (!output.isNull()) {
            avformat.avio_closep(output);
        }
        if (!context.isNull()) {
            avformat.avformat_free_context(context);
            context.setNull();
        }
    }
}
