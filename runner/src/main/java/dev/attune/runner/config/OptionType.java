package dev.attune.runner.config;

import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an option may hold: how it is read from a file, written into one, and described. */
sealed interface OptionType
        permits OptionType.Text,
                OptionType.WholeNumber,
                OptionType.RealNumber,
                OptionType.Truth,
                OptionType.Choice,
                OptionType.FilePath,
                OptionType.Maybe,
                OptionType.ListOf,
                OptionType.MapOf,
                OptionType.Raw,
                SectionType,
                ComponentType,
                SharedKeysType,
                ModelType,
                TemporalType {
    /**
     * Reads a value.
     *
     * @param spot the value
     * @param binder takes problems and knows components
     * @return the value, or null after a problem
     */
    @Nullable
    Object bind(Spot spot, Binder binder);

    /**
     * Writes a value, so that reading gives it back.
     *
     * @param value what {@link #bind} gave
     * @return null to leave the key out
     */
    @Nullable
    Node write(Object value);

    /** Returns the words that follow {@code wanted}. */
    String wanted();

    /** Returns the word for it in tables. */
    String label();

    /** Returns the words for its range in tables; empty where there is none. */
    default String range() {
        return "";
    }

    /** Any text, taken as it is written: {@code no} is the text "no". */
    record Text() implements OptionType {
        @Override
        public @Nullable Object bind(Spot spot, Binder binder) {
            Node.Scalar scalar = binder.scalar(spot, this);
            return scalar == null ? null : scalar.text();
        }

        @Override
        public Node write(Object value) {
            return YamlWriter.text((String) value);
        }

        @Override
        public String wanted() {
            return "text";
        }

        @Override
        public String label() {
            return "text";
        }
    }

    /**
     * An int or a long.
     *
     * @param isLong whether it has 64 bits
     * @param bounds its range
     */
    record WholeNumber(boolean isLong, Bounds bounds) implements OptionType {
        /** No octal, hexadecimal or base 60: versions of YAML disagree about them. */
        private static final Pattern FORM = Pattern.compile("[-+]?(0|[1-9][0-9_]*)");

        @Override
        public @Nullable Object bind(Spot spot, Binder binder) {
            Node.Scalar scalar = binder.scalar(spot, this);
            if (scalar == null) {
                return null;
            }
            if (!scalar.plain() || !FORM.matcher(scalar.text()).matches()) {
                return binder.wrong(spot, wanted());
            }
            BigInteger value = new BigInteger(scalar.text().replace("_", ""));
            boolean fits = value.bitLength() < (isLong ? Long.SIZE : Integer.SIZE);
            if (fits && bounds.contains(value.doubleValue())) {
                return isLong ? (Object) value.longValueExact() : (Object) value.intValueExact();
            }
            String limit = fits || !bounds.equals(Bounds.NONE) ? "" : " of at most " + (isLong ? "64" : "32") + " bits";
            return binder.wrong(spot, wanted() + limit);
        }

        @Override
        public Node write(Object value) {
            return YamlWriter.plain(value.toString());
        }

        @Override
        public String wanted() {
            return "a whole number" + bounds.words();
        }

        @Override
        public String label() {
            return "whole number";
        }

        @Override
        public String range() {
            return bounds.words().strip();
        }
    }

    /**
     * A double.
     *
     * @param bounds its range
     */
    record RealNumber(Bounds bounds) implements OptionType {
        private static final Pattern FORM =
                Pattern.compile("[-+]?([0-9][0-9_]*(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

        @Override
        public @Nullable Object bind(Spot spot, Binder binder) {
            Node.Scalar scalar = binder.scalar(spot, this);
            if (scalar == null) {
                return null;
            }
            if (scalar.plain() && FORM.matcher(scalar.text()).matches()) {
                double value = Double.parseDouble(scalar.text().replace("_", ""));
                if (bounds.contains(value) && Double.isFinite(value)) {
                    return value;
                }
            }
            return binder.wrong(spot, wanted());
        }

        @Override
        public Node write(Object value) {
            String text = value.toString().toLowerCase(Locale.ROOT);
            // With a sign, because YAML 1.1 readers take 1.0e10 for text.
            return YamlWriter.plain(text.contains("e-") ? text : text.replace("e", "e+"));
        }

        @Override
        public String wanted() {
            return "a number" + bounds.words();
        }

        @Override
        public String label() {
            return "number";
        }

        @Override
        public String range() {
            return bounds.words().strip();
        }
    }

    /** true or false, and nothing else. */
    record Truth() implements OptionType {
        @Override
        public @Nullable Object bind(Spot spot, Binder binder) {
            Node.Scalar scalar = binder.scalar(spot, this);
            if (scalar == null) {
                return null;
            }
            if (scalar.plain() && (scalar.text().equals("true") || scalar.text().equals("false"))) {
                return scalar.text().equals("true");
            }
            return binder.wrong(spot, wanted());
        }

        @Override
        public Node write(Object value) {
            return YamlWriter.plain(value.toString());
        }

        @Override
        public String wanted() {
            return "true or false";
        }

        @Override
        public String label() {
            return "true or false";
        }
    }

    /**
     * One of a few words.
     *
     * @param type an enum
     */
    record Choice(Class<?> type) implements OptionType {
        private Map<String, Object> constants() {
            Map<String, Object> constants = new LinkedHashMap<>();
            for (Object constant : type.getEnumConstants()) {
                constants.put(word(constant), constant);
            }
            return constants;
        }

        private static String word(Object constant) {
            return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public @Nullable Object bind(Spot spot, Binder binder) {
            Node.Scalar scalar = binder.scalar(spot, this);
            if (scalar == null) {
                return null;
            }
            Object constant = constants().get(scalar.text());
            if (constant != null) {
                return constant;
            }
            List<String> near = NearestNames.of(scalar.text(), constants().keySet());
            return binder.wrong(
                    spot, wanted() + (near.isEmpty() ? "" : "; did you mean " + NearestNames.alternatives(near) + "?"));
        }

        @Override
        public Node write(Object value) {
            return YamlWriter.text(word(value));
        }

        @Override
        public String wanted() {
            return (constants().size() > 1 ? "one of " : "")
                    + String.join(", ", constants().keySet());
        }

        @Override
        public String label() {
            return "choice";
        }

        @Override
        public String range() {
            return String.join(", ", constants().keySet());
        }
    }

    /** A path, taken from the folder of the file that names it. */
    record FilePath() implements OptionType {
        @Override
        public @Nullable Object bind(Spot spot, Binder binder) {
            Node.Scalar scalar = binder.scalar(spot, this);
            if (scalar == null) {
                return null;
            }
            try {
                if (!scalar.text().isEmpty()) {
                    return scalar.place()
                            .source()
                            .folder()
                            .resolve(scalar.text())
                            .normalize();
                }
            } catch (InvalidPathException e) {
                // A character that no path of this system has; reported like any other wrong value.
            }
            return binder.wrong(spot, wanted());
        }

        @Override
        public Node write(Object value) {
            return YamlWriter.text(((Path) value).toString());
        }

        @Override
        public String wanted() {
            return "a path";
        }

        @Override
        public String label() {
            return "path";
        }
    }

    /**
     * A value that may be left out.
     *
     * @param of what it is otherwise
     */
    record Maybe(OptionType of) implements OptionType {
        @Override
        public @Nullable Object bind(Spot spot, Binder binder) {
            if (spot.node() instanceof Node.Scalar scalar && scalar.isNull()) {
                return Optional.empty();
            }
            Object value = of.bind(spot, binder);
            return value == null ? null : Optional.of(value);
        }

        @Override
        public @Nullable Node write(Object value) {
            return ((Optional<?>) value).<Node>map(of::write).orElse(null);
        }

        @Override
        public String wanted() {
            return of.wanted();
        }

        @Override
        public String label() {
            return of.label();
        }

        @Override
        public String range() {
            return of.range();
        }
    }

    /**
     * A list.
     *
     * @param of what its items are
     */
    record ListOf(OptionType of) implements OptionType {
        @Override
        public @Nullable Object bind(Spot spot, Binder binder) {
            if (!(spot.node() instanceof Node.Sequence sequence)) {
                return binder.wrong(spot, wanted());
            }
            List<Object> items = new ArrayList<>();
            boolean sound = true;
            for (int i = 0; i < sequence.items().size(); i++) {
                Object item = of.bind(spot.item(i, sequence.items().get(i)), binder);
                if (item == null) {
                    sound = false;
                } else {
                    items.add(item);
                }
            }
            return sound ? List.copyOf(items) : null;
        }

        @Override
        public Node write(Object value) {
            List<Node> items = new ArrayList<>();
            for (Object item : (List<?>) value) {
                Node node = of.write(item);
                items.add(node == null ? YamlWriter.plain("null") : node);
            }
            return YamlWriter.list(items);
        }

        @Override
        public String wanted() {
            return "a list";
        }

        @Override
        public String label() {
            return "list of " + of.label();
        }

        @Override
        public String range() {
            return of.range();
        }
    }

    /**
     * A map with keys of the user's choice.
     *
     * @param of what its values are
     */
    record MapOf(OptionType of) implements OptionType {
        @Override
        public @Nullable Object bind(Spot spot, Binder binder) {
            Node.Mapping mapping = binder.mapping(spot, this);
            if (mapping == null) {
                return null;
            }
            Map<String, Object> values = new LinkedHashMap<>();
            boolean sound = true;
            for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
                Object value = of.bind(spot.child(entry.getKey(), entry.getValue()), binder);
                if (value == null) {
                    sound = false;
                } else {
                    values.put(entry.getKey(), value);
                }
            }
            return sound ? Collections.unmodifiableMap(values) : null;
        }

        @Override
        public Node write(Object value) {
            Map<String, Node> entries = new LinkedHashMap<>();
            ((Map<?, ?>) value).forEach((key, item) -> {
                Node node = of.write(item);
                entries.put((String) key, node == null ? YamlWriter.plain("null") : node);
            });
            return YamlWriter.map(entries);
        }

        @Override
        public String wanted() {
            return "a map";
        }

        @Override
        public String label() {
            return "map to " + of.label();
        }

        @Override
        public String range() {
            return of.range();
        }
    }

    /** Whatever is written; a study keeps overrides until it knows what they override. */
    record Raw() implements OptionType {
        @Override
        public @Nullable Object bind(Spot spot, Binder binder) {
            return spot.node() instanceof Node.Unusable ? null : spot.node();
        }

        @Override
        public Node write(Object value) {
            return (Node) value;
        }

        @Override
        public String wanted() {
            return "a value";
        }

        @Override
        public String label() {
            return "anything";
        }
    }

    /** Lists the Java types that an option may have, for a message to a plugin's author. */
    static String supported() {
        return String.join(
                ", ",
                Arrays.asList(
                        "String",
                        "int",
                        "long",
                        "double",
                        "boolean",
                        "enums",
                        "Path",
                        "Optional",
                        "List",
                        "Map",
                        "FusionChoice",
                        "ModelSource",
                        "records"));
    }
}
