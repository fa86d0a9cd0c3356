package dev.attune.encoders.media;

import dev.attune.api.DataException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/** One track that is being written: frames go in, packets go to the file. */
final class Encoding implements AutoCloseable {
    private final Path named;
    private final Muxer muxer;
    private final AVCodecContext encoder;
    private final AVStream stream;
    private final AVPacket packet = avcodec.av_packet_alloc();

    /**
     * Adds a track to a file.
     *
     * @param encoder is open; is freed with this
     */
    Encoding(Path named, Muxer muxer, AVCodecContext encoder) {
        this.named = named;
        this.muxer = muxer;
        this.encoder = encoder;
        this.stream = muxer.add(encoder);
    }

    AVCodecContext encoder() {
        return encoder;
    }

    /**
     * Encodes a frame and writes what packets are ready.
     *
     * @param frame null for the end
     */
    void encode(@Nullable AVFrame frame) {
        FfmpegLog.clear();
        check(avcodec.avcodec_send_frame(encoder, frame));
        while (true) {
            int code = avcodec.avcodec_receive_packet(encoder, packet);
            if (code == Ffmpeg.AGAIN || code == Ffmpeg.END) {
                return;
            }
            check(code);
            packet.stream_index(stream.index());
            avcodec.av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
            muxer.write(packet);
        }
    }

    private void check(int code) {
        if (code < 0) {
            throw new DataException(
                    named + " cannot be written: " + FfmpegLog.last().orElseGet(() -> Ffmpeg.words(code)) + ".");
        }
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(encoder);
    }
}
