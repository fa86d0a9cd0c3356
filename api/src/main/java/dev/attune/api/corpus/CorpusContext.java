package dev.attune.api.corpus;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;
import dev.attune.api.media.Media;
import java.nio.file.Path;

/**
 * Where and with what a corpus is made.
 *
 * @param folder exists and is empty
 * @param media writes videos
 * @param progress is told of each recording that is finished
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public record CorpusContext(Path folder, Media media, Progress progress) {
    /** Checks for null. */
    public CorpusContext {
        requireNonNull(folder, "folder is null");
        requireNonNull(media, "media is null");
        requireNonNull(progress, "progress is null");
    }

    /** Is told how far the work has come. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Takes a step.
         *
         * @param done recordings that are finished
         * @param all recordings that there will be
         */
        void step(int done, int all);
    }
}
