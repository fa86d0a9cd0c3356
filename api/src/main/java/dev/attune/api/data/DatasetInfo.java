package dev.attune.api.data;

import static java.util.Objects.requireNonNull;

import dev.attune.api.PublicApi;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Describes what a dataset holds.
 *
 * @param modalities name to number of features, in the order in which models see them
 * @param targets what is predicted, in order
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public record DatasetInfo(Map<String, Integer> modalities, List<TargetInfo> targets) {
    /** Copies both, keeping order. */
    public DatasetInfo {
        modalities = Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(modalities, "modalities is null")));
        targets = List.copyOf(requireNonNull(targets, "targets is null"));
    }
}
