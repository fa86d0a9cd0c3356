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
     * <p>{@code attune check --data} prints it, a training says that there is something, and its record has all, so that nobody trains on
     * less than they think.
     *
     * @return a sentence each, which says how much of what was left out, and why, first the one that sums them up if there is one; empty
     *     where everything is there; the same each time
     */
    default List<String> omissions() {
        return List.of();
    }

    /**
     * Returns the names of the clips of a split that {@link #omissions} tells of: what is to be complete, as a submission is, cannot be made
     * without them.
     *
     * @param split which
     * @return no clip that the dataset gives; empty where nothing is left out, or the corpus does not know their names
     */
    default List<String> omitted(Split split) {
        return List.of();
    }

    /**
     * Returns what a user should know of a corpus that can be used as it is: that rows of labels and frames disagree, say, or that a
     * folder belongs to no split.
     *
     * <p>{@code attune check --data} prints it, and the record of a training has it. What is left out is told by {@link #omissions}.
     *
     * @return a sentence each; empty where there is nothing to say; the same each time
     */
    default List<String> notes() {
        return List.of();
    }

    /** Frees what opening took. */
    @Override
    void close();
}
