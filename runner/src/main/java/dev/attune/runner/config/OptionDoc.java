package dev.attune.runner.config;

import dev.attune.api.config.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One key of a configuration, described.
 *
 * @param key dotted, in kebab case
 * @param type what it holds, in a few words
 * @param range which values are allowed; empty where the type says all
 * @param defaultValue as YAML; empty for a key that a file must have, or that may be absent
 * @param required whether a file must have it
 * @param text what it does, one sentence
 */
public record OptionDoc(
        String key, String type, String range, Optional<String> defaultValue, boolean required, String text) {
    /** Describes the keys of a record, sections in depth. */
    static List<OptionDoc> of(RecordSchema schema) {
        List<OptionDoc> docs = new ArrayList<>();
        collect("", schema.options(), docs);
        return docs;
    }

    private static void collect(String prefix, List<Option> options, List<OptionDoc> docs) {
        for (Option option : options) {
            String key = Spot.join(prefix, option.key());
            OptionType inner = option.type() instanceof OptionType.Maybe maybe ? maybe.of() : option.type();
            if (inner instanceof SectionType section) {
                if (inner != option.type()) { // may be left out as a whole, which is worth saying
                    docs.add(new OptionDoc(key, "map", "", Optional.empty(), false, option.doc()));
                }
                collect(key, section.schema().options(), docs);
            } else if (inner instanceof OptionType.MapOf map && map.of() instanceof SectionType section) {
                docs.add(new OptionDoc(
                        key,
                        "map to map",
                        "",
                        Optional.ofNullable(option.defaultText()),
                        option.required(),
                        option.doc()));
                collect(Spot.join(key, "NAME"), section.schema().options(), docs);
            } else if (inner instanceof OptionType.MapOf map && map.of() instanceof SharedKeysType shared) {
                component(Spot.join(key, "NAME"), option, shared, docs);
            } else if (inner instanceof SharedKeysType shared) {
                component(key, option, shared, docs);
            } else {
                docs.add(new OptionDoc(
                        key,
                        option.type().label(),
                        option.type().range(),
                        Optional.ofNullable(option.defaultText()),
                        // ConfigFiles gives a file without a name its own.
                        option.required() && !key.equals(ConfigFiles.NAME),
                        text(option)));
            }
        }
    }

    private static void component(String key, Option option, SharedKeysType shared, List<OptionDoc> docs) {
        docs.add(new OptionDoc(
                Spot.join(key, ComponentType.TYPE),
                shared.label(),
                "",
                Optional.empty(),
                true,
                option.doc() + " The " + shared.component().key() + "'s own options stand beside these keys."));
        collect(key, shared.common(), docs);
    }

    private static String text(Option option) {
        return option.component().isAnnotationPresent(Width.class)
                ? (option.doc() + " A width, which match changes.").strip()
                : option.doc();
    }

    /** Returns the default as a table shows it. */
    String shownDefault() {
        return defaultValue.orElse(required ? "required" : "none");
    }
}
