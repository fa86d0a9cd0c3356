package dev.attune.runner.architecture;

import static java.util.Objects.requireNonNull;

import com.tngtech.archunit.lang.ArchRule;

/**
 * A rule about our classes, and the name of the folder of {@code src/test/resources/architecture} whose classes break it.
 *
 * @param name the name, in kebab case
 * @param rule what it asks, and why
 */
record NamedRule(String name, ArchRule rule) {
    NamedRule {
        requireNonNull(name, "name is null");
        requireNonNull(rule, "rule is null");
    }

    @Override
    public String toString() {
        return name;
    }
}
