package dev.attune.api.data;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;
import java.util.List;

/**
 * What an experiment asks of a dataset.
 *
 * @param modalities the modalities to give, in this order; empty for all, in the dataset's own order
 * @param targets the targets to give, in this order; empty for all
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public record DatasetContext(List<String> modalities, List<String> targets) {
    /** Copies the lists. */
    public DatasetContext {
        modalities = List.copyOf(requireNonNull(modalities, "modalities is null"));
        targets = List.copyOf(requireNonNull(targets, "targets is null"));
    }
}
