package dev.attune.api.media;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;

/**
 * The form in which pictures are wanted.
 *
 * @param width in pixels; 0 for that of the recording
 * @param height in pixels; 0 for that of the recording
 * @param colour the channels of a pixel
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public record PictureFormat(int width, int height, Colour colour) {
    /** Checks the size. */
    public PictureFormat {
        requireNonNull(colour, "colour is null");
        if (width < 0 || height < 0 || (width == 0) != (height == 0)) {
            throw new IllegalArgumentException(
                    "a picture needs a width and a height, or 0 for both, found " + width + " x " + height);
        }
    }

    /**
     * Wants the recording's own size.
     *
     * @param colour the channels of a pixel
     */
    public static PictureFormat original(Colour colour) {
        return new PictureFormat(0, 0, colour);
    }

    /** The channels of a pixel, one byte each. */
    public enum Colour {
        /** One channel, from black to white. */
        GREY(1),
        /** Red, green, blue. */
        RGB(3),
        /** Blue, green, red. */
        BGR(3);

        private final int channels;

        Colour(int channels) {
            this.channels = channels;
        }

        /** Returns the number of bytes of a pixel. */
        public int channels() {
            return channels;
        }
    }
}
