package dev.attune.api.media;

import dev.attune.api.PublicApi;
import java.awt.image.BufferedImage;

/**
 * Writes a video; the order of pictures and sound does not matter, each is placed by its own count or time.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface VideoWriter extends AutoCloseable {
    /**
     * Adds a picture.
     *
     * @param image of the video's size
     * @param seconds its time, later than that of the one before
     * @throws dev.attune.api.DataException if it cannot be written
     */
    void picture(BufferedImage image, double seconds);

    /**
     * Adds samples after those that came before; the first stands at time 0.
     *
     * @param samples values in [-1, 1]
     * @param count how many of them, from the first on
     * @throws dev.attune.api.DataException if they cannot be written
     */
    void sound(float[] samples, int count);

    /** Ends the file and puts it under its name. */
    void finish();

    /** Frees the writer, and removes what {@link #finish} did not end. */
    @Override
    void close();
}
