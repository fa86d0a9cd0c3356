package dev.attune.datasets;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.data.DatasetFactory;
import java.util.List;

/**
 * Contributes the feature store, packed files, the synthetic corpus, and corpora in the layouts in which others publish them.
 *
 * @since 0.1
 */
public final class DatasetsPlugin implements AttunePlugin {
    @Override
    public String id() {
        return "datasets";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }

    @Override
    public List<DatasetFactory<?>> datasets() {
        return List.of(
                new FeaturesFactory(),
                new PackedFactory(),
                new SyntheticFactory(),
                new MuseFactory(),
                new SewaFactory(),
                new CsdFactory(),
                new OmgFactory(),
                new IemocapFactory());
    }
}
