package dev.attune.api.media;

import dev.attune.api.PublicApi;

/**
 * Size and rates of a video to be written.
 *
 * @param width in pixels, even
 * @param height in pixels, even
 * @param rate pictures per second, a hint for players: each picture carries its own time
 * @param soundRate samples per second of its one channel of sound; 0 for no sound
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public record VideoFormat(int width, int height, double rate, int soundRate) {
    /** Checks the numbers. */
    public VideoFormat {
        if (width <= 0 || height <= 0 || width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException(
                    "width and height must be even and above 0, found " + width + " x " + height);
        }
        if (!(rate > 0) || soundRate < 0) {
            throw new IllegalArgumentException(
                    "the rate must be above 0 and that of sound not below, found " + rate + " and " + soundRate);
        }
    }
}
