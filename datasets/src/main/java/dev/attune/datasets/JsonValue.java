package dev.attune.datasets;

import dev.attune.api.DataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A value of a JSON document that knows where it stands, so that what is wrong with it can be said.
 *
 * @param place the document and the path of keys, for example {@code store.json, targets[0].kind}
 * @param value as {@link JsonReader} gives it
 */
record JsonValue(String place, Object value) {
    /** Up to here, a whole number is exact. */
    private static final double EXACT = 1e15;

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

    /** Returns the value as a JSON text of one line. */
    String text() {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(Object value, StringBuilder text) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> member : map.entrySet()) {
                text.append(separator).append(quoted((String) member.getKey())).append(':');
                write(member.getValue(), text);
                separator = ",";
            }
            text.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object element : list) {
                text.append(separator);
                write(element, text);
                separator = ",";
            }
            text.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof String string) {
            text.append(quoted(string));
        } else if (value instanceof Double number) {
            // A whole number is written as one, so that it can be read as one.
            boolean whole = number == Math.rint(number) && Math.abs(number) < EXACT;
            text.append(whole ? Long.toString(number.longValue()) : number.toString());
        } else {
            text.append(value); // true, false, null
        }
    }

    private static String quoted(String string) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c < ' ') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c == '"' || c == '\\' ? "\\" : "").append(c);
            }
        }
        return text.append('"').toString();
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
