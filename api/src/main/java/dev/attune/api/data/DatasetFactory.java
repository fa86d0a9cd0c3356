package dev.attune.api.data;

import dev.attune.api.ComponentFactory;
import dev.attune.api.PublicApi;

/**
 * Opens one type of corpus.
 *
 * <p>To write a dataset:
 *
 * <ol>
 *   <li>Write a record with the options; a {@link java.nio.file.Path} component is resolved against the folder of the YAML file that
 *       names it.
 *   <li>Open the corpus in {@link #open}: check that files exist and agree with each other, and throw a
 *       {@link dev.attune.api.DataException} that names file, array and index when they do not.
 *   <li>Give {@link Clip}s that read on demand. Give NaN for a label that is missing; never a sentinel.
 *   <li>Do no windowing, scaling or shuffling: that is the trainer's.
 * </ol>
 *
 * @param <C> the record of options
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface DatasetFactory<C extends Record> extends ComponentFactory<C> {
    /**
     * Opens the corpus.
     *
     * @param config the options
     * @param context what the experiment asks for
     * @throws dev.attune.api.DataException if files are missing or broken, or a modality or target does not exist
     */
    Dataset open(C config, DatasetContext context);
}
