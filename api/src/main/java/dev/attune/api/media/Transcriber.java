package dev.attune.api.media;

import dev.attune.api.PublicApi;
import java.util.Optional;

/**
 * Finds out what is said in a recording: reads a file beside it, aligns a text with its sound, or recognises speech.
 *
 * <p>Used by one thread at a time.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface Transcriber extends AutoCloseable {
    /**
     * Returns the words and their times.
     *
     * @param recording the recording
     * @return empty where there is no transcript, which is not an error
     * @throws dev.attune.api.DataException if there is one that cannot be read
     */
    Optional<Transcript> transcribe(Recording recording);

    /** Frees models. */
    @Override
    void close();
}
