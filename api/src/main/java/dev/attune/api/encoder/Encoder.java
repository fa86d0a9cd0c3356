package dev.attune.api.encoder;

import dev.attune.api.PublicApi;

/**
 * Turns clips into the feature sequences of one modality.
 *
 * <p>Used by one thread at a time. The same clip gives the same rows.
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
     * @param input the clip
     * @param sink takes the rows in the order of their beginnings
     * @throws dev.attune.api.DataException if the file cannot be read
     */
    void encode(EncoderInput input, FeatureSink sink);

    /** Frees models and buffers. */
    @Override
    void close();
}
