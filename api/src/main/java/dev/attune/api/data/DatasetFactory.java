package dev.attune.api.data;

import dev.attune.api.ComponentFactory;
import dev.attune.api.PublicApi;
import java.util.List;
import java.util.Optional;

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

    /**
     * Returns the option that chooses one of the folds of the corpus.
     *
     * @return the dotted key beneath {@code data}, such as {@code fold} or {@code validation.fold}; it takes a whole number, and is the
     *     same for all options. Empty where a corpus of this type has no folds
     */
    default Optional<String> foldOption() {
        return Optional.empty();
    }

    /**
     * Returns the folds that the corpus defines, which a study trains on with {@code folds: all}.
     *
     * <p>Called before anything is opened: the options alone must tell.
     *
     * @param config the options, of which {@link #foldOption} has any value
     * @return values of {@link #foldOption}, ascending, none twice; empty where the options define no folds
     */
    default List<Integer> folds(C config) {
        return List.of();
    }

    /**
     * Returns whether the folds share their test clips: whether {@link #foldOption} moves clips between training and validation alone.
     *
     * <p>A figure on the clips of one fold is another quantity than that on the clips of another. Only where this is true does a study put
     * a published figure on test, which names no fold, beside what models of its folds have on test.
     *
     * @param config the options, of which {@link #foldOption} has any value
     * @return false unless a dataset says otherwise, since what is not known to be the same must not be taken for it
     */
    default boolean foldsShareTest(C config) {
        return false;
    }
}
