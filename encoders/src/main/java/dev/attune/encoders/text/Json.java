package dev.attune.encoders.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON into maps, lists, texts, numbers (Double), truth values and null; plugins have no library for it. */
final class Json {
    private static final int DEEPEST = 64;

    private final String text;
    private int place;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    /** Says where a text is no JSON. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;

        Malformed(String message, int line) {
            super(message);
            this.line = line;
        }

        int line() {
            return line;
        }
    }

    static @Nullable Object read(String text) throws Malformed {
        Json json = new Json(text);
        Object value = json.value();
        json.space();
        if (json.place < text.length()) {
            throw json.malformed("the end");
        }
        return value;
    }

    private Malformed malformed(String wanted) {
        int line = 1 + (int) text.chars().limit(place).filter(c -> c == '\n').count();
        String found = place < text.length() ? "'" + text.charAt(place) + "'" : "the end of the file";
        return new Malformed("found " + found + ", wanted " + wanted, line);
    }

    private void space() {
        while (place < text.length() && " \t\r\n".indexOf(text.charAt(place)) >= 0) {
            place++;
        }
    }

    private boolean skip(char wanted) {
        space();
        if (place < text.length() && text.charAt(place) == wanted) {
            place++;
            return true;
        }
        return false;
    }

    private void require(char wanted) throws Malformed {
        if (!skip(wanted)) {
            throw malformed("'" + wanted + "'");
        }
    }

    private @Nullable Object value() throws Malformed {
        space();
        if (place == text.length() || depth > DEEPEST) {
            throw malformed("a value");
        }
        return switch (text.charAt(place)) {
            case '{' -> map();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> map() throws Malformed {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        require('{');
        if (skip('}')) {
            return map;
        }
        depth++;
        do {
            space();
            String key = string();
            require(':');
            map.put(key, value());
        } while (skip(','));
        depth--;
        require('}');
        return map;
    }

    private List<@Nullable Object> list() throws Malformed {
        List<@Nullable Object> list = new ArrayList<>();
        require('[');
        if (skip(']')) {
            return list;
        }
        depth++;
        do {
            list.add(value());
        } while (skip(','));
        depth--;
        require(']');
        return list;
    }

    private String string() throws Malformed {
        require('"');
        StringBuilder found = new StringBuilder();
        while (place < text.length()) {
            char next = text.charAt(place++);
            if (next == '"') {
                return found.toString();
            }
            found.append(next == '\\' ? escaped() : next);
        }
        throw malformed("a closing quotation mark");
    }

    private char escaped() throws Malformed {
        char kind = place < text.length() ? text.charAt(place) : ' ';
        int plain = "\"\\/bfnrt".indexOf(kind);
        if (plain >= 0) {
            place++;
            return "\"\\/\b\f\n\r\t".charAt(plain);
        }
        if (kind == 'u' && place + 5 <= text.length()) {
            try {
                char found = (char) Integer.parseInt(text.substring(place + 1, place + 5), 16);
                place += 5;
                return found;
            } catch (NumberFormatException e) {
                throw malformed("four hexadecimal digits");
            }
        }
        throw malformed("an escaped character");
    }

    private @Nullable Object word(String name, @Nullable Object value) throws Malformed {
        if (!text.startsWith(name, place)) {
            throw malformed("a value");
        }
        place += name.length();
        return value;
    }

    private Double number() throws Malformed {
        int start = place;
        while (place < text.length() && "+-.0123456789eE".indexOf(text.charAt(place)) >= 0) {
            place++;
        }
        try {
            return Double.valueOf(text.substring(start, place));
        } catch (NumberFormatException e) {
            place = start;
            throw malformed("a value");
        }
    }
}
