package dev.attune.api.media;

import dev.attune.api.PublicApi;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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

    /**
     * Returns the words and their times, and says what the user should know of them, such as the file that they come from.
     *
     * <p>By default, there is nothing to say.
     *
     * @param recording the recording
     * @param findings takes one sentence, or a part of one, each
     * @return empty where there is no transcript, which is not an error
     * @throws dev.attune.api.DataException if there is one that cannot be read
     */
    default Optional<Transcript> transcribe(Recording recording, Consumer<String> findings) {
        return transcribe(recording);
    }

    /**
     * Returns the files that it reads to transcribe a recording, beside the recording itself: transcripts and texts, and those of its
     * models. Words are found again when one of them changes, when one comes and when one goes.
     *
     * <p>Must not take long: it is asked for each recording whose features may all be there. By default, there are none.
     *
     * @param recording its file
     * @return files that exist, always in the same order
     */
    default List<Path> files(Path recording) {
        return List.of();
    }

    /** Frees models. */
    @Override
    void close();
}
