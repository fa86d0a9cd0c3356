package dev.attune.encoders.media;

import dev.attune.api.DataException;
import dev.attune.api.media.VideoFormat;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;

/** Writes the pictures of a video. */
final class PictureEncoding implements AutoCloseable {
    /** Divides by 24, 25, 30, 50, 60 and by 1.001 of 30 and 60; MPEG-4 allows no more than 65,535. */
    private static final int TICKS = 60_000;

    /** H.264 where the library is there and works, else MPEG-4, which FFmpeg brings itself. */
    private static final List<String> CODECS = List.of("libopenh264", "mpeg4");

    private static final double BITS_PER_PIXEL = 0.15;
    private static final long LEAST_BIT_RATE = 400_000;
    private static final double SECONDS_PER_KEY_FRAME = 2;

    private final Path named;
    private final VideoFormat format;
    private final Encoding encoding;
    private final SwsContext scaler = swscale.sws_alloc_context();
    private final AVFrame source = avutil.av_frame_alloc();
    private final AVFrame target = avutil.av_frame_alloc();
    private final BufferedImage canvas;
    private long latest = -1;

    PictureEncoding(Path named, VideoFormat format, Muxer muxer) {
        this.named = named;
        this.format = format;
        this.encoding = new Encoding(named, muxer, open(named, format));
        this.canvas = new BufferedImage(format.width(), format.height(), BufferedImage.TYPE_3BYTE_BGR);
        scaler.flags(swscale.SWS_BILINEAR);
        scaler.threads(1);
        prepare(source, avutil.AV_PIX_FMT_BGR24);
        source.colorspace(avutil.AVCOL_SPC_RGB);
        source.color_range(avutil.AVCOL_RANGE_JPEG);
        prepare(target, avutil.AV_PIX_FMT_YUV420P);
        target.colorspace(avutil.AVCOL_SPC_SMPTE170M);
        target.color_range(avutil.AVCOL_RANGE_MPEG);
    }

    private static AVCodecContext open(Path named, VideoFormat format) {
        for (String name : CODECS) {
            Optional<AVCodecContext> encoder = open(name, format);
            if (encoder.isPresent()) {
                return encoder.get();
            }
        }
        throw new DataException(named + " cannot be written: FFmpeg can code no pictures of " + format.width() + " x "
                + format.height() + " with any of " + String.join(", ", CODECS) + ".");
    }

    private static Optional<AVCodecContext> open(String name, VideoFormat format) {
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(name);
        if (codec == null) {
            return Optional.empty();
        }
        AVCodecContext encoder = avcodec.avcodec_alloc_context3(codec);
        encoder.width(format.width());
        encoder.height(format.height());
        encoder.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
        encoder.colorspace(avutil.AVCOL_SPC_SMPTE170M);
        encoder.color_range(avutil.AVCOL_RANGE_MPEG);
        try (AVRational base = avutil.av_make_q(1, TICKS);
                AVRational rate = avutil.av_d2q(format.rate(), TICKS)) {
            encoder.time_base(base);
            encoder.framerate(rate);
        }
        encoder.bit_rate(Math.max(
                LEAST_BIT_RATE, Math.round(BITS_PER_PIXEL * format.width() * format.height() * format.rate())));
        encoder.gop_size((int) Math.max(1, Math.round(SECONDS_PER_KEY_FRAME * format.rate())));
        encoder.max_b_frames(0);
        encoder.thread_count(1); // the same bytes each time
        encoder.flags(encoder.flags() | avcodec.AV_CODEC_FLAG_BITEXACT | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        if (avcodec.avcodec_open2(encoder, codec, (AVDictionary) null) < 0) {
            avcodec.avcodec_free_context(encoder);
            return Optional.empty();
        }
        return Optional.of(encoder);
    }

    private void prepare(AVFrame frame, int pixelFormat) {
        frame.width(format.width());
        frame.height(format.height());
        frame.format(pixelFormat);
        if (avutil.av_frame_get_buffer(frame, 0) < 0) {
            throw new IllegalStateException("no memory for a picture of " + format.width() + " x " + format.height());
        }
    }

    /** Writes a picture. */
    void write(BufferedImage image, double seconds) {
        if (image.getWidth() != format.width() || image.getHeight() != format.height()) {
            throw new IllegalArgumentException("a picture must have " + format.width() + " x " + format.height()
                    + " pixels, found " + image.getWidth() + " x " + image.getHeight());
        }
        long ticks = Math.round(seconds * TICKS);
        if (!(seconds >= 0) || ticks <= latest) {
            throw new IllegalArgumentException(
                    "a picture's time must be at least 0 and after that of the one before, found " + seconds
                            + " s after " + latest / (double) TICKS + " s");
        }
        latest = ticks;
        copy(image);
        int code = avutil.av_frame_make_writable(target);
        if (code >= 0) {
            code = swscale.sws_scale_frame(scaler, target, source);
        }
        if (code < 0) {
            throw new DataException(named + " cannot be written: " + Ffmpeg.words(code) + ".");
        }
        target.pts(ticks);
        target.duration(Math.round(TICKS / format.rate()));
        encoding.encode(target);
    }

    private void copy(BufferedImage image) {
        Graphics2D graphics = canvas.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        byte[] pixels = ((DataBufferByte) canvas.getRaster().getDataBuffer()).getData();
        int row = format.width() * 3;
        BytePointer to = source.data(0);
        for (int y = 0; y < format.height(); y++) {
            to.position((long) y * source.linesize(0)).put(pixels, y * row, row);
        }
    }

    /** Returns whether there was a picture. */
    boolean begun() {
        return latest >= 0;
    }

    /** Writes what the encoder still holds. */
    void end() {
        encoding.encode(null);
    }

    @Override
    public void close() {
        encoding.close();
        swscale.sws_free_context(scaler);
        avutil.av_frame_free(source);
        avutil.av_frame_free(target);
    }
}
