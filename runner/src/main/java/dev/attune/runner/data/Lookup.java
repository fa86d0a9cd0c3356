package dev.attune.runner.data;

import java.util.Map;

/** Looks up what must be there. */
public final class Lookup {
    private Lookup() {}

    /**
     * Returns the value of a key.
     *
     * @throws IllegalArgumentException if there is none; the message names the keys that exist
     */
    public static <V> V required(Map<String, V> map, String key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no entry " + key + " among " + map.keySet());
        }
        return value;
    }
}
