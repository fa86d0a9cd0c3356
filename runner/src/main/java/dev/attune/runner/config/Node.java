package dev.attune.runner.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A piece of YAML that remembers where it was written. Text is kept as text: only an option's type says what {@code no} means. */
sealed interface Node {
    /** Returns where it begins. */
    Place place();

    /** Describes it in a message: {@code found ...}. */
    String found();

    /**
     * A single value.
     *
     * @param text as written, without quotes
     * @param plain whether it stands without quotes
     * @param place where it begins
     */
    record Scalar(String text, boolean plain, Place place) implements Node {
        private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
        private static final int LONGEST = 60;

        /** Returns whether there is nothing, or YAML's way to say so. */
        boolean isNull() {
            return plain && NULLS.contains(text);
        }

        @Override
        public String found() {
            if (isNull()) {
                return "nothing";
            }
            String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
            shown = shown.replace("\n", "\\n").replace("\r", "\\r");
            return plain ? shown : "the text \"" + shown + "\"";
        }
    }

    /**
     * A list.
     *
     * @param items in order
     * @param place where it begins
     */
    record Sequence(List<Node> items, Place place) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String found() {
            return "a list";
        }
    }

    /**
     * A map.
     *
     * @param entries in order
     * @param place where it begins
     */
    record Mapping(Map<String, Entry> entries, Place place) implements Node {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String found() {
            return "a map";
        }

        @Nullable
        Node get(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        /** Returns the text of a scalar entry, or null. */
        @Nullable
        String text(String key) {
            return get(key) instanceof Scalar scalar && !scalar.isNull() ? scalar.text() : null;
        }

        Mapping with(String key, Entry entry) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.put(key, entry);
            return new Mapping(changed, place);
        }

        Mapping without(Set<String> keys) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.keySet().removeAll(keys);
            return new Mapping(changed, place);
        }
    }

    /**
     * A key of a map and its value.
     *
     * @param keyPlace where the key is written
     * @param value what it holds
     */
    record Entry(Place keyPlace, Node value) {}

    /**
     * Something that could not be read and has been reported.
     *
     * @param place where it begins
     */
    record Unusable(Place place) implements Node {
        @Override
        public String found() {
            return "something unreadable";
        }
    }
}
