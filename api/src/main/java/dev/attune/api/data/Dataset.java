package dev.attune.api.data;

import dev.attune.api.PublicApi;
import java.util.List;
import java.util.Optional;

/**
 * An opened corpus.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.IMPLEMENT, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public interface Dataset extends AutoCloseable {
    /** Returns what it holds, restricted to the modalities and targets that were asked for. */
    DatasetInfo info();

    /**
     * Returns the clips of a split, in a fixed order.
     *
     * @param split which
     * @return no clip that another split has; empty when the corpus has no such split
     */
    List<Clip> clips(Split split);

    /**
     * Returns a hash of the content that a run records, so that a changed corpus is noticed.
     *
     * @return lower-case hexadecimal SHA-256
     */
    String fingerprint();

    /**
     * Returns how the features were made of recordings, so that a model that was trained on them can be applied to another recording.
     *
     * @return a JSON object that the program which extracted the features wrote; empty if it is not known
     */
    default Optional<String> extraction() {
        return Optional.empty();
    }

    /**
     * Returns what the corpus names but this dataset does not give, because the options allow for it: trials without files, say.
     *
     * <p>{@code attune check --data} prints it, so that nobody trains on less than they think.
     *
     * @return a sentence each, which says how much of what was left out, and why; empty where everything is there
     */
    default List<String> omissions() {
        return List.of();
    }

    /** Frees what opening took. */
    @Override
    void close();
}
