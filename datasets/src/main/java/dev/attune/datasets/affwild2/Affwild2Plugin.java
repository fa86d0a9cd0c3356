package dev.attune.datasets.affwild2;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.data.DatasetFactory;
import java.util.List;

/**
 * Contributes the dataset type {@code affwild2}.
 *
 * @since 0.1
 */
public final class Affwild2Plugin implements AttunePlugin {
    /** Makes the plugin. */
    public Affwild2Plugin() {}

    @Override
    public String id() {
        return "affwild2";
    }

    @Override
    public int apiVersion() {
        return ApiVersion.CURRENT;
    }

    @Override
    public List<DatasetFactory<?>> datasets() {
        return List.of(new Affwild2Factory());
    }
}
