package dev.attune.api.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Values by name, in order; asking for one that does not exist is an error. */
final class Named<V> {
    private final Map<String, V> values = new LinkedHashMap<>();

    void put(String name, V value) {
        if (values.put(name, value) != null) {
            throw new IllegalArgumentException("there are two values " + name);
        }
    }

    V get(String name) {
        V value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no value " + name + " in " + values.keySet());
        }
        return value;
    }

    Set<String> names() {
        return values.keySet();
    }

    void forEach(BiConsumer<String, V> action) {
        values.forEach(action);
    }
}
