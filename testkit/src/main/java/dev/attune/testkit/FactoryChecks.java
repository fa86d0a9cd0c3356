package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.Citation;
import dev.attune.api.ComponentFactory;
import dev.attune.api.config.Doc;
import java.lang.reflect.RecordComponent;

/** What the contracts of all kinds ask of a factory. */
final class FactoryChecks {
    private static final String NAME = "[a-z][a-z0-9-]{0,63}";

    private FactoryChecks() {}

    /** Checks a factory and that it takes the options that its contract is run with. */
    static void check(ComponentFactory<?> factory, Record config) {
        check(factory);
        assertThat(factory.configType())
                .as(
                        "configType() of %s must be the record that its options are made of; return the class of what config() gives",
                        factory.name())
                .isEqualTo(config.getClass());
    }

    /** Checks what users see of a factory. */
    static void check(ComponentFactory<?> factory) {
        assertThat(factory.name())
                .as(
                        "name() is what users write in YAML and what saved runs hold, so it must be of the form %s: "
                                + "lower-case letters, digits and hyphens, at most 64",
                        NAME)
                .isNotNull()
                .matches(NAME);
        assertThat(factory.name())
                .as("name() must be the same at every call; return a literal")
                .isEqualTo(factory.name());
        assertThat(factory.summary())
                .as(
                        "summary() of %s stands in lists of components, so it must be one sentence on one line with a full stop",
                        factory.name())
                .isNotBlank()
                .endsWith(".")
                .doesNotContain("\n");
        assertThat(factory.configType())
                .as(
                        "configType() of %s must be a record; return NoOptions.class where there are no options",
                        factory.name())
                .isNotNull();
        for (RecordComponent component : factory.configType().getRecordComponents()) {
            assertThat(component.getAnnotation(Doc.class))
                    .as(
                            "option %s of %s must have a sentence for 'attune describe'; annotate it with @Doc",
                            component.getName(), factory.name())
                    .isNotNull();
        }
        factory.citation().map(Citation::bibtex).ifPresent(bibtex -> checkBraces(factory, bibtex));
    }

    private static void checkBraces(ComponentFactory<?> factory, String bibtex) {
        assertThat(bibtex.chars().filter(c -> c == '{').count())
                .as(
                        "citation() of %s must hold a complete BibTeX entry, with as many { as }; look for the missing brace in %s",
                        factory.name(), bibtex)
                .isEqualTo(bibtex.chars().filter(c -> c == '}').count());
    }
}
