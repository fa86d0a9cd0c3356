package dev.attune.api.encoder;

import dev.attune.api.PublicApi;
import java.nio.file.Path;

/**
 * Turns a clip into the feature sequence of one modality.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface Encoder extends AutoCloseable {
    /** Returns the number of features per row. */
    int outputs();

    /**
     * Encodes a clip.
     *
     * @param clip a media file or transcript
     * @throws dev.attune.api.DataException if the file cannot be read
     */
    FeatureTrack encode(Path clip);

    /** Frees models and buffers. */
    @Override
    void close();
}
