package dev.attune.encoders.media;

import dev.attune.api.DataException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.FloatPointer;

/** Writes the sound of a video, in the blocks that its encoder wants. */
final class SoundEncoding implements AutoCloseable {
    private static final long BIT_RATE = 96_000;

    private final Encoding encoding;
    private final AVFrame frame = avutil.av_frame_alloc();
    private final float[] block;
    private int filled;
    private long written;

    SoundEncoding(Path named, int rate, Muxer muxer) {
        AVCodecContext encoder = open(named, rate);
        encoding = new Encoding(named, muxer, encoder);
        block = new float[encoder.frame_size()];
        frame.nb_samples(block.length);
        frame.format(avutil.AV_SAMPLE_FMT_FLTP);
        frame.sample_rate(rate);
        avutil.av_channel_layout_copy(frame.ch_layout(), encoder.ch_layout());
        if (avutil.av_frame_get_buffer(frame, 0) < 0) {
            throw new IllegalStateException("no memory for " + block.length + " samples");
        }
    }

    private static AVCodecContext open(Path named, int rate) {
        AVCodec codec = avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_AAC);
        AVCodecContext encoder = avcodec.avcodec_alloc_context3(codec);
        avutil.av_channel_layout_default(encoder.ch_layout(), 1);
        encoder.sample_fmt(avutil.AV_SAMPLE_FMT_FLTP);
        encoder.sample_rate(rate);
        encoder.bit_rate(BIT_RATE);
        try (AVRational base = avutil.av_make_q(1, rate)) {
            encoder.time_base(base);
        }
        encoder.thread_count(1);
        encoder.flags(encoder.flags() | avcodec.AV_CODEC_FLAG_BITEXACT | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        FfmpegLog.clear();
        int code = avcodec.avcodec_open2(encoder, codec, (AVDictionary) null);
        if (code < 0) {
            avcodec.avcodec_free_context(encoder);
            throw new DataException(named + " cannot be written with sound of " + rate + " samples per second: "
                    + FfmpegLog.last().orElseGet(() -> Ffmpeg.words(code)) + ".");
        }
        return encoder;
    }

    /** Writes samples. */
    void write(float[] samples, int count) {
        for (int from = 0; from < count; ) {
            int part = Math.min(count - from, block.length - filled);
            System.arraycopy(samples, from, block, filled, part);
            from += part;
            filled += part;
            if (filled == block.length) {
                encode();
            }
        }
    }

    private void encode() {
        avutil.av_frame_make_writable(frame);
        try (FloatPointer plane = new FloatPointer(frame.data(0))) {
            plane.put(block, 0, filled);
        }
        frame.nb_samples(filled);
        frame.pts(written);
        written += filled;
        filled = 0;
        encoding.encode(frame);
    }

    /** Writes what is left. */
    void end() {
        if (filled > 0) {
            encode();
        }
        encoding.encode(null);
    }

    @Override
    public void close() {
        encoding.close();
        avutil.av_frame_free(frame);
    }
}
