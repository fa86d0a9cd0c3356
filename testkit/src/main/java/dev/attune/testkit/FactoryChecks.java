package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.ComponentFactory;
import dev.attune.api.config.Doc;
import java.lang.reflect.RecordComponent;

/** What the contracts of all kinds ask of a factory. */
final class FactoryChecks {
    private FactoryChecks() {}

    static void check(ComponentFactory<?> factory) {
        assertThat(factory.name())
                .as(
                        "The name goes into configuration files and saved runs: lower-case letters, digits and hyphens, at most 64.")
                .matches("[a-z][a-z0-9-]{0,63}");
        assertThat(factory.summary())
                .as("The summary of %s is printed by 'attune describe': one sentence with a full stop.", factory.name())
                .isNotBlank()
                .endsWith(".");
        for (RecordComponent component : factory.configType().getRecordComponents()) {
            Doc doc = component.getAnnotation(Doc.class);
            assertThat(doc)
                    .as(
                            "Option %s of %s needs @Doc: the configuration reference is made of it.",
                            component.getName(), factory.name())
                    .isNotNull();
        }
    }
}
