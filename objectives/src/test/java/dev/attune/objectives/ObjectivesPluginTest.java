package dev.attune.objectives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.ApiVersion;
import dev.attune.api.AttunePlugin;
import dev.attune.api.ComponentFactory;
import dev.attune.api.config.DefaultValue;
import dev.attune.testkit.PluginContract;
import java.lang.reflect.RecordComponent;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ObjectivesPluginTest extends PluginContract {
    @Override
    protected AttunePlugin plugin() {
        return new ObjectivesPlugin();
    }

    @Test
    void isFoundAndNamesItsComponents() {
        AttunePlugin plugin = ServiceLoader.load(AttunePlugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(ObjectivesPlugin.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(plugin.id()).isEqualTo("objectives");
        assertThat(plugin.apiVersion()).isEqualTo(ApiVersion.CURRENT);
        assertThat(plugin.losses())
                .extracting(ComponentFactory::name)
                .containsExactly("ccc", "ccc-reference", "mse", "mae", "bce");
        assertThat(plugin.metrics())
                .extracting(ComponentFactory::name)
                .containsExactly("ccc", "ccc-reference", "pearson", "rmse", "mae", "sagr", "accuracy", "f1");
    }

    /** Every component can be named without options: {@code loss: {type: ccc}}. */
    @Test
    void everyOptionHasADefault() {
        ObjectivesPlugin plugin = new ObjectivesPlugin();
        assertThat(Stream.concat(plugin.losses().stream(), plugin.metrics().stream())
                        .map(ComponentFactory::configType)
                        .flatMap(type -> Stream.of(type.getRecordComponents())))
                .hasSize(6)
                .allSatisfy((RecordComponent option) -> assertThat(option.isAnnotationPresent(DefaultValue.class))
                        .isTrue());
    }
}
