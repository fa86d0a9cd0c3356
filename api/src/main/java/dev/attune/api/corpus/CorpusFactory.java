package dev.attune.api.corpus;

import dev.attune.api.ComponentFactory;
import dev.attune.api.PublicApi;

/**
 * Makes a corpus of recordings whose truth is known.
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface CorpusFactory<C extends Record> extends ComponentFactory<C> {
    /**
     * Writes the recordings, with their transcripts, labels and splits; the same files for the same options.
     *
     * @param config the options
     * @param context where to, and with what
     * @throws dev.attune.api.DataException if they cannot be written
     */
    void make(C config, CorpusContext context);
}
