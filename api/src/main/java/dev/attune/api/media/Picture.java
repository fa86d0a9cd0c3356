package dev.attune.api.media;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;
import dev.attune.api.media.PictureFormat.Colour;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;

/**
 * One picture of a recording.
 *
 * <p>Its pixels belong to the stream that gave it, and hold until the stream is asked for the next; copy what must last.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class Picture {
    private final Span span;
    private final int width;
    private final int height;
    private final Colour colour;
    private final ByteBuffer pixels;

    /**
     * Makes a picture.
     *
     * @param span when it is shown
     * @param width in pixels
     * @param height in pixels
     * @param colour the channels of a pixel
     * @param pixels width · height · channels bytes from position 0 on, row by row, without padding; is not copied
     */
    public Picture(Span span, int width, int height, Colour colour, ByteBuffer pixels) {
        this.span = requireNonNull(span, "span is null");
        this.width = width;
        this.height = height;
        this.colour = requireNonNull(colour, "colour is null");
        this.pixels = requireNonNull(pixels, "pixels is null");
        if (width <= 0 || height <= 0 || pixels.capacity() != width * height * colour.channels()) {
            throw new IllegalArgumentException("a picture of " + width + " x " + height + " in " + colour + " needs "
                    + (long) width * height * colour.channels() + " bytes, found " + pixels.capacity());
        }
    }

    /** Returns when it is shown: from its own time to that of the next. */
    public Span span() {
        return span;
    }

    /** Returns the width in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height in pixels. */
    public int height() {
        return height;
    }

    /** Returns the channels of a pixel. */
    public Colour colour() {
        return colour;
    }

    /** Returns the pixels, row by row without padding, from position 0 on; a view of one's own, which must not be written. */
    public ByteBuffer pixels() {
        return pixels.duplicate().clear();
    }

    /** Returns a copy to draw on. */
    public BufferedImage toImage() {
        int type = colour == Colour.GREY ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR;
        BufferedImage image = new BufferedImage(width, height, type);
        byte[] values = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        pixels().get(values);
        if (colour == Colour.RGB) {
            for (int i = 0; i < values.length; i += 3) {
                byte red = values[i];
                values[i] = values[i + 2];
                values[i + 2] = red;
            }
        }
        return image;
    }
}
