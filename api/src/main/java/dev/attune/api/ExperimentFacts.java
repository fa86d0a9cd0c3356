package dev.attune.api;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Holds what is known of an experiment before its data are opened.
 *
 * @param modalities the modalities that the configuration names, in order; empty when it leaves them to the dataset
 * @param windowLength frames per window
 * @param targets the targets that the configuration names, in order
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.STABLE, since = "0.1")
public record ExperimentFacts(List<String> modalities, int windowLength, List<String> targets) {
    /** Copies the lists. */
    public ExperimentFacts {
        modalities = List.copyOf(requireNonNull(modalities, "modalities is null"));
        targets = List.copyOf(requireNonNull(targets, "targets is null"));
    }
}
