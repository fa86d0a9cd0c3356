package dev.attune.datasets;

import dev.attune.api.DataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of a JSON document that knows where it stands, so that what is wrong with it can be said.
 *
 * @param place the document and the path of keys, for example {@code store.json, targets[0].kind}
 * @param value as {@link JsonReader} gives it
 */
record JsonValue(String place, Object value) {
    static JsonValue read(String text, String source) {
        return new JsonValue(source, JsonReader.read(text, source));
    }

    /** Returns a member of an object. */
    JsonValue get(String key) {
        Map<String, JsonValue> members = members();
        JsonValue member = members.get(key);
        if (member == null) {
            throw new DataException(place + ": found no key \"" + key + "\", only "
                    + (members.isEmpty() ? "an empty object" : String.join(", ", members.keySet())));
        }
        return member;
    }

    boolean has(String key) {
        return members().containsKey(key);
    }

    Map<String, JsonValue> members() {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("an object");
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        String separator = place.contains(", ") ? "." : ", ";
        map.forEach((key, member) -> members.put((String) key, new JsonValue(place + separator + key, member)));
        return members;
    }

    List<JsonValue> elements() {
        if (!(value instanceof List<?> list)) {
            throw wrong("an array");
        }
        List<JsonValue> elements = new ArrayList<>();
        list.forEach(element -> elements.add(new JsonValue(place + "[" + elements.size() + "]", element)));
        return elements;
    }

    String string() {
        if (!(value instanceof String string)) {
            throw wrong("a string");
        }
        return string;
    }

    double number() {
        if (!(value instanceof Double number)) {
            throw wrong("a number");
        }
        return number;
    }

    /** Returns a whole number from 1 on. */
    int count() {
        if (!(value instanceof Double number)
                || number != Math.rint(number)
                || number < 1
                || number > Integer.MAX_VALUE) {
            throw wrong("a whole number from 1 on");
        }
        return number.intValue();
    }

    DataException wrong(String wanted) {
        String found;
        if (value instanceof Map) {
            found = "an object";
        } else if (value instanceof List) {
            found = "an array";
        } else {
            found = value instanceof String ? "\"" + value + "\"" : value.toString();
        }
        return new DataException(place + ": found " + found + ", wanted " + wanted);
    }
}
