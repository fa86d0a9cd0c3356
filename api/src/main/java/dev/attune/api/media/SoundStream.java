package dev.attune.api.media;

import dev.attune.api.PublicApi;

/**
 * The sound of a recording, piece by piece: sample k stands at time k / rate.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface SoundStream extends AutoCloseable {
    /** Returns the samples per second. */
    int rate();

    /**
     * Reads the next samples, as many as fit unless the end comes first.
     *
     * @param destination takes values in [-1, 1]
     * @return how many, at least 1; -1 after the last
     * @throws dev.attune.api.DataException if the file cannot be read any further
     */
    int read(float[] destination);

    /** Closes the file. */
    @Override
    void close();
}
