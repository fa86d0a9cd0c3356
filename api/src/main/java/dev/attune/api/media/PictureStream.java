package dev.attune.api.media;

import dev.attune.api.PublicApi;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a recording, one after the other.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface PictureStream extends AutoCloseable {
    /**
     * Returns the next picture, whose pixels hold until the next call.
     *
     * @return null after the last
     * @throws dev.attune.api.DataException if the file cannot be read any further
     */
    @Nullable
    Picture next();

    /** Closes the file. */
    @Override
    void close();
}
