package dev.attune.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.data.DatasetFactory;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class PluginTest {
    @Test
    void theServiceLoaderFindsThePlugin() {
        List<AttunePlugin> plugins = ServiceLoader.load(AttunePlugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(plugin -> plugin.id().equals("datasets"))
                .toList();
        assertThat(plugins).singleElement().isInstanceOf(DatasetsPlugin.class);
        assertThat(plugins.get(0).apiVersion()).isEqualTo(ApiVersion.CURRENT);
        assertThat(plugins.get(0).datasets())
                .extracting(DatasetFactory::name)
                .containsExactly("features", "packed", "synthetic", "muse", "sewa", "csd", "omg-emotion", "iemocap");
    }
}
