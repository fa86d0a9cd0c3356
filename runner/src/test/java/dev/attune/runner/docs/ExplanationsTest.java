package dev.attune.runner.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.runner.plugin.ComponentKind;
import dev.attune.runner.plugin.ComponentRegistry;
import dev.attune.runner.plugin.PluginHost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever chooses a model of ours is told its equations, its shapes, and when not to use it. */
final class ExplanationsTest {
    @ParameterizedTest
    @EnumSource(names = {"FUSION", "TEMPORAL"})
    void everyModelIsExplained(ComponentKind kind) {
        ComponentRegistry registry = PluginHost.ofProcess().registry();
        assertThat(registry.components(kind).values())
                .isNotEmpty()
                .allSatisfy(factory ->
                        assertThat(factory.explanation()).as(factory.name()).isPresent());
    }
}
