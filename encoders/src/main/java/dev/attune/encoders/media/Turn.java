package dev.attune.encoders.media;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;

/**
 * How stored pictures have to be turned to be upright.
 *
 * @param transposed whether rows become columns
 * @param mirrored whether left and right are then exchanged
 * @param upsideDown whether top and bottom are then exchanged
 */
record Turn(boolean transposed, boolean mirrored, boolean upsideDown) {
    static final Turn NONE = new Turn(false, false, false);

    /** Reads the turn from the first picture of a stream; one by an odd angle becomes the nearest by right ones. */
    static Turn of(AVFrame frame) {
        AVFrameSideData data = avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
        if (data == null || data.isNull()) {
            return NONE;
        }
        // A point (x, y) of the stored picture is shown at (a x + c y, b x + d y).
        IntPointer matrix = new IntPointer(data.data());
        double a = matrix.get(0);
        double b = matrix.get(1);
        double c = matrix.get(3);
        double d = matrix.get(4);
        return Math.abs(a) + Math.abs(d) >= Math.abs(b) + Math.abs(c)
                ? new Turn(false, a < 0, d < 0)
                : new Turn(true, c < 0, b < 0);
    }

    boolean isNone() {
        return equals(NONE);
    }

    /**
     * Turns a picture.
     *
     * @param stored pixels row by row without padding
     * @param width of the stored picture
     * @param height of the stored picture
     * @param channels bytes of a pixel
     * @param upright takes as many bytes
     */
    void apply(byte[] stored, int width, int height, int channels, ByteBuffer upright) {
        int columns = transposed ? height : width;
        int rows = transposed ? width : height;
        int acrossStep = (transposed ? width : 1) * channels * (mirrored ? -1 : 1);
        byte[] line = new byte[columns * channels];
        for (int row = 0; row < rows; row++) {
            int down = upsideDown ? rows - 1 - row : row;
            int across = mirrored ? columns - 1 : 0;
            int from = (transposed ? across * width + down : down * width + across) * channels;
            for (int to = 0; to < line.length; to += channels, from += acrossStep) {
                for (int channel = 0; channel < channels; channel++) {
                    line[to + channel] = stored[from + channel];
                }
            }
            upright.put(row * line.length, line);
        }
    }
}
