package dev.attune.datasets;

import dev.attune.api.DataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON as RFC 8259 defines it and nothing more: no comments, no trailing commas, no duplicate keys.
 *
 * <p>Objects become maps in the order of the text, arrays lists, numbers {@link Double}s, null {@link #NULL}.
 */
final class JsonReader {
    /** Stands for null. */
    static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final int DEEPEST = 100;
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private final String source;
    private int position;
    private int depth;

    private JsonReader(String text, String source) {
        this.text = text;
        this.source = source;
    }

    /**
     * Reads one value.
     *
     * @param text the whole document
     * @param source how messages name it
     * @throws DataException with line and column of the first fault
     */
    static Object read(String text, String source) {
        JsonReader reader = new JsonReader(text, source);
        Object value = reader.value();
        reader.skipSpace();
        if (reader.position < text.length()) {
            throw reader.fault("the end of the document");
        }
        return value;
    }

    private Object value() {
        skipSpace();
        if (position == text.length()) {
            throw fault("a value");
        }
        return switch (text.charAt(position)) {
            case '{' -> nested(this::object);
            case '[' -> nested(this::array);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Object nested(Supplier<Object> content) {
        if (++depth > DEEPEST) {
            throw fault("at most " + DEEPEST + " levels");
        }
        position++;
        Object value = content.get();
        depth--;
        return value;
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        if (next('}')) {
            return object;
        }
        do {
            skipSpace();
            if (position == text.length() || text.charAt(position) != '"') {
                throw fault("a key in double quotes");
            }
            int start = position;
            String key = string();
            if (!next(':')) {
                throw fault("':'");
            }
            if (object.put(key, value()) != null) {
                position = start;
                throw fault("no second key \"" + key + "\"");
            }
        } while (next(','));
        if (!next('}')) {
            throw fault("',' or '}'");
        }
        return object;
    }

    private List<Object> array() {
        List<Object> array = new ArrayList<>();
        if (next(']')) {
            return array;
        }
        do {
            array.add(value());
        } while (next(','));
        if (!next(']')) {
            throw fault("',' or ']'");
        }
        return array;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        position++;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c < ' ') {
                throw fault("a control character in a string to be escaped");
            }
            position++;
            if (c == '"') {
                return string.toString();
            }
            string.append(c == '\\' ? escape() : c);
        }
        throw fault("'\"'");
    }

    private char escape() {
        char c = position < text.length() ? text.charAt(position) : ' ';
        if (c == 'u' && position + 5 <= text.length()) {
            String digits = text.substring(position + 1, position + 5);
            if (digits.chars().allMatch(digit -> Character.digit(digit, 16) >= 0)) {
                position += 5;
                return (char) Integer.parseInt(digits, 16);
            }
        }
        int index = ESCAPES.indexOf(c);
        if (index < 0) {
            throw fault("one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\u and four hexadecimal digits");
        }
        position++;
        return ESCAPED.charAt(index);
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, position)) {
            throw fault("a value");
        }
        position += word.length();
        return value;
    }

    private Double number() {
        Matcher matcher = NUMBER.matcher(text);
        matcher.region(position, text.length());
        if (!matcher.lookingAt()) {
            throw fault("a value");
        }
        position = matcher.end();
        return Double.valueOf(matcher.group());
    }

    /** Skips white space and takes a character if it comes next. */
    private boolean next(char wanted) {
        skipSpace();
        boolean found = position < text.length() && text.charAt(position) == wanted;
        if (found) {
            position++;
        }
        return found;
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private DataException fault(String wanted) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < position; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        String found = position == text.length() ? "the end of the document" : "'" + text.charAt(position) + "'";
        return new DataException(
                source + ":" + line + ":" + (position - lineStart + 1) + ": found " + found + ", wanted " + wanted);
    }
}
