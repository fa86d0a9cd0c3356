package dev.attune.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class EncodersPluginTest {
    @Test
    void isFoundByTheServiceLoaderAndContributesNothingYet() {
        AttunePlugin plugin = ServiceLoader.load(AttunePlugin.class).findFirst().orElseThrow();

        assertThat(plugin).isInstanceOf(EncodersPlugin.class);
        assertThat(plugin.id()).isEqualTo("encoders");
        assertThat(plugin.apiVersion()).isEqualTo(ApiVersion.CURRENT);
        assertThat(plugin.encoders()).isEmpty();
    }
}
