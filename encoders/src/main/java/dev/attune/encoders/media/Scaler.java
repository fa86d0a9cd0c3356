package dev.attune.encoders.media;

import dev.attune.api.DataException;
import dev.attune.api.media.PictureFormat.Colour;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;

/** Brings decoded pictures of any size and colours into one form, into one buffer. */
final class Scaler implements AutoCloseable {
    /** What the vector instructions write at once; they may write beyond a row that is no multiple of it. */
    private static final int ALIGNMENT = 64;

    private final int width;
    private final int height;
    private final Colour colour;
    private final Turn turn;
    private final SwsContext context = swscale.sws_alloc_context();
    private final AVFrame target = avutil.av_frame_alloc();
    private final byte[] stored;
    // Memory of Java, so that a picture that is looked at too late shows old pixels instead of ending the JVM.
    private final ByteBuffer pixels;
    private final BytePointer pixelsAddress;
    private final boolean direct;

    /**
     * Makes a scaler.
     *
     * @param width of the upright picture
     * @param height of the upright picture
     */
    Scaler(int width, int height, Colour colour, Turn turn) {
        this.width = turn.transposed() ? height : width;
        this.height = turn.transposed() ? width : height;
        this.colour = colour;
        this.turn = turn;
        context.flags(swscale.SWS_BILINEAR);
        context.threads(1);
        int row = this.width * colour.channels();
        pixels = ByteBuffer.allocateDirect(row * this.height + 2 * ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .slice(0, row * this.height);
        pixelsAddress = new BytePointer(pixels);
        direct = turn.isNone() && row % ALIGNMENT == 0;
        stored = turn.isNone() ? new byte[0] : new byte[row * this.height];
        prepareTarget(row);
    }

    private void prepareTarget(int row) {
        target.width(width);
        target.height(height);
        target.format(
                switch (colour) {
                    case GREY -> avutil.AV_PIX_FMT_GRAY8;
                    case RGB -> avutil.AV_PIX_FMT_RGB24;
                    case BGR -> avutil.AV_PIX_FMT_BGR24;
                });
        target.color_range(avutil.AVCOL_RANGE_JPEG);
        if (direct) {
            target.data(0, pixelsAddress);
            target.linesize(0, row);
        } else if (avutil.av_frame_get_buffer(target, ALIGNMENT) < 0) {
            throw new IllegalStateException("no memory for a picture of " + width + " x " + height);
        }
    }

    /** Returns the pixels of a picture, upright, row by row without padding; the same buffer each time. */
    ByteBuffer scale(AVFrame source) {
        if (colour != Colour.GREY) {
            target.colorspace(avutil.AVCOL_SPC_RGB);
        } else {
            target.colorspace(source.colorspace());
        }
        target.color_primaries(source.color_primaries());
        target.color_trc(source.color_trc());
        FfmpegLog.clear();
        int code = swscale.sws_scale_frame(context, target, source);
        if (code < 0) {
            throw new DataException("A picture of " + source.width() + " x " + source.height()
                    + " cannot be brought to " + width + " x " + height + ": "
                    + FfmpegLog.last().orElse(Ffmpeg.words(code)) + ".");
        }
        if (!direct) {
            gather();
        }
        return pixels;
    }

    private void gather() {
        int row = width * colour.channels();
        if (turn.isNone()) {
            avutil.av_image_copy_plane(pixelsAddress, row, target.data(0), target.linesize(0), row, height);
            return;
        }
        BytePointer from = target.data(0);
        for (int y = 0; y < height; y++) {
            from.position((long) y * target.linesize(0)).get(stored, y * row, row);
        }
        turn.apply(stored, width, height, colour.channels(), pixels);
    }

    @Override
    public void close() {
        swscale.sws_free_context(context);
        if (direct) {
            target.data(0, null);
        }
        avutil.av_frame_free(target);
    }
}
