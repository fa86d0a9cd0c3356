package dev.attune.datasets;

import dev.attune.api.PublicApi;
import dev.attune.api.data.Dataset;
import dev.attune.api.data.DatasetContext;
import java.nio.file.Path;
import java.util.List;

/**
 * Opens feature stores for corpora that have labels of their own, and features that {@code attune extract} made.
 *
 * @since 0.1
 */
@PublicApi(usage = PublicApi.Usage.CALL, state = PublicApi.State.EXPERIMENTAL, since = "0.1")
public final class FeatureStores {
    private FeatureStores() {}

    /**
     * Opens a store for its features; what targets it has are given too.
     *
     * @param root the folder with {@code store.json}
     * @param modalities the modalities to give, in this order; empty for all
     * @throws dev.attune.api.DataException if it is not a store, or has no such modality
     */
    public static Dataset open(Path root, List<String> modalities) {
        return new FeatureStore(FeaturesConfig.of(root), new DatasetContext(modalities, List.of())).open();
    }
}
