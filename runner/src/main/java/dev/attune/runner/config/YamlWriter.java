package dev.attune.runner.config;

import dev.attune.runner.config.Node.Entry;
import dev.attune.runner.config.Node.Mapping;
import dev.attune.runner.config.Node.Scalar;
import dev.attune.runner.config.Node.Sequence;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes nodes as YAML, always in the same way: maps as blocks, lists of plain values on one line. */
final class YamlWriter {
    private static final Place NOWHERE = new Source("written", Path.of(""), 0).whole();
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");
    /** What some version of YAML does not take for text. */
    private static final Set<String> WORDS =
            Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n", "none");

    private YamlWriter() {}

    static Scalar text(String text) {
        return new Scalar(Variables.escape(text), isPlain(text), NOWHERE);
    }

    static Scalar plain(String text) {
        return new Scalar(text, true, NOWHERE);
    }

    static Sequence list(List<Node> items) {
        return new Sequence(items, NOWHERE);
    }

    static Mapping map(Map<String, Node> entries) {
        Map<String, Entry> placed = new LinkedHashMap<>();
        entries.forEach((key, value) -> placed.put(key, new Entry(NOWHERE, value)));
        return new Mapping(placed, NOWHERE);
    }

    /** {@code none} is plain to every YAML; it is the name of components. */
    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches() && (text.equals("none") || !WORDS.contains(text.toLowerCase(Locale.ROOT)));
    }

    /** Writes a map as a document. */
    static String document(Mapping mapping) {
        StringBuilder out = new StringBuilder();
        block(mapping, 0, out);
        return out.toString();
    }

    private static void block(Mapping mapping, int depth, StringBuilder out) {
        mapping.entries().forEach((key, entry) -> {
            out.append("  ".repeat(depth)).append(key(key)).append(':');
            blockValue(entry.value(), depth, out);
        });
    }

    private static void blockValue(Node value, int depth, StringBuilder out) {
        if (value instanceof Mapping map && !map.entries().isEmpty()) {
            out.append('\n');
            block(map, depth + 1, out);
        } else if (value instanceof Sequence list && list.items().stream().anyMatch(Mapping.class::isInstance)) {
            out.append('\n');
            for (Node item : list.items()) {
                out.append("  ".repeat(depth + 1))
                        .append("- ")
                        .append(inline(item))
                        .append('\n');
            }
        } else {
            out.append(' ').append(inline(value)).append('\n');
        }
    }

    /** Writes a value on one line. */
    static String inline(Node node) {
        if (node instanceof Mapping mapping) {
            return mapping.entries().entrySet().stream()
                    .map(entry ->
                            key(entry.getKey()) + ": " + inline(entry.getValue().value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof Sequence sequence) {
            return sequence.items().stream().map(YamlWriter::inline).collect(Collectors.joining(", ", "[", "]"));
        }
        if (node instanceof Scalar scalar) {
            return scalar.plain() ? (scalar.isNull() ? "null" : scalar.text()) : quoted(scalar.text());
        }
        return "null";
    }

    private static String key(String key) {
        return isPlain(key) ? key : quoted(key);
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                // So that the reader does not take what follows for a reference before it has removed the quotes.
                case '$' -> out.append("\\x24");
                default -> {
                    if (c < ' ' || c >= 0x7F) {
                        out.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
                    } else {
                        out.append((char) c);
                    }
                }
            }
        });
        return out.append('"').toString();
    }
}
