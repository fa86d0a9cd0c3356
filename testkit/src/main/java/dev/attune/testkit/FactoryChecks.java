package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.api.Citation;
import dev.attune.api.ComponentFactory;
import dev.attune.api.config.Doc;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

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

    /**
     * Returns the types that a dotted key leads to: the one of the component, and what stands in its angle brackets.
     *
     * @param options a record
     * @param key names of components in kebab case, with dots
     * @return none if the key leads nowhere
     */
    static List<Type> optionTypes(Class<?> options, String key) {
        List<Type> types = List.of(options);
        for (String part : key.split("\\.", -1)) {
            types = types.stream()
                    .filter(type -> type instanceof Class<?> record && record.isRecord())
                    .flatMap(type -> Arrays.stream(((Class<?>) type).getRecordComponents()))
                    .filter(component -> kebab(component.getName()).equals(part))
                    .flatMap(component -> withArguments(component.getGenericType()))
                    .toList();
        }
        return types;
    }

    private static Stream<Type> withArguments(Type type) {
        return type instanceof ParameterizedType generic
                ? Stream.concat(Stream.of(generic.getRawType()), Arrays.stream(generic.getActualTypeArguments()))
                : Stream.of(type);
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static void checkBraces(ComponentFactory<?> factory, String bibtex) {
        assertThat(bibtex.chars().filter(c -> c == '{').count())
                .as(
                        "citation() of %s must hold a complete BibTeX entry, with as many { as }; look for the missing brace in %s",
                        factory.name(), bibtex)
                .isEqualTo(bibtex.chars().filter(c -> c == '}').count());
    }
}
