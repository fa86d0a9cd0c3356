package dev.attune.runner.config;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * One key of a section.
 *
 * @param key in kebab case
 * @param type what it holds
 * @param defaultText its default as YAML, or null
 * @param doc one sentence; empty where the author wrote none
 * @param component the record component that takes it
 */
record Option(String key, OptionType type, @Nullable String defaultText, String doc, RecordComponent component) {
    /** Returns whether a file must have the key. */
    boolean required() {
        if (defaultText != null || type instanceof OptionType.Maybe) {
            return false;
        }
        if (type instanceof SectionType section) {
            return section.schema().options().stream().anyMatch(Option::required);
        }
        return true;
    }
}
