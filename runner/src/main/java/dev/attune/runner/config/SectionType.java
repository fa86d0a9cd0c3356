package dev.attune.runner.config;

import dev.attune.runner.config.Node.Entry;
import dev.attune.runner.config.Node.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A map whose keys are the components of a record.
 *
 * @param schema the record's
 */
record SectionType(RecordSchema schema) implements OptionType {
    @Override
    public @Nullable Object bind(Spot spot, Binder binder) {
        Mapping mapping = binder.mapping(new Spot(spot.path(), spot.at(), expand(spot.node())), this);
        return mapping == null ? null : bind(schema, spot, mapping, Unknown.key(schema.keys()), binder);
    }

    /** Writes {@code train: a.npz} out as {@code train: {file: a.npz}}. */
    private Node expand(Node node) {
        boolean isNull = node instanceof Node.Scalar scalar && scalar.isNull();
        if (schema.shorthand() == null || isNull || node instanceof Mapping || node instanceof Node.Unusable) {
            return node;
        }
        return new Mapping(Map.of(schema.shorthand(), new Entry(node.place(), node)), node.place());
    }

    /**
     * What to say about keys that a section does not have.
     *
     * @param tolerated keys that somebody else reads
     * @param known keys to compare with
     * @param what how the message calls an unknown key
     */
    record Unknown(Set<String> tolerated, List<String> known, String what) {
        static Unknown key(List<String> known) {
            return new Unknown(Set.of(), known, "unknown key");
        }

        void report(Spot spot, Mapping mapping, RecordSchema schema, Binder binder) {
            mapping.entries().forEach((key, entry) -> {
                if (schema.find(key) == null && !tolerated.contains(key)) {
                    binder.problem(entry.keyPlace(), Spot.join(spot.path(), key), what + advice(key, spot, schema));
                }
            });
        }

        private String advice(String key, Spot spot, RecordSchema schema) {
            if (known.isEmpty()) {
                return ", there are none";
            }
            List<String> near = new ArrayList<>(NearestNames.of(key, known));
            if (near.isEmpty()) {
                near.addAll(deeper(schema, key, spot.path()));
            }
            return near.isEmpty()
                    ? "; known keys are " + String.join(", ", known)
                    : "; did you mean " + NearestNames.alternatives(near) + "?";
        }

        /** Finds the key in sections beneath: {@code epochs} at the top was meant for {@code training}. */
        private static List<String> deeper(RecordSchema schema, String key, String path) {
            List<String> found = new ArrayList<>();
            for (Option option : schema.options()) {
                if (option.type() instanceof SectionType section) {
                    String below = Spot.join(path, option.key());
                    if (section.schema().find(key) != null) {
                        found.add(Spot.join(below, key));
                    }
                    found.addAll(deeper(section.schema(), key, below));
                }
            }
            return found.subList(0, Math.min(3, found.size()));
        }
    }

    /** Reads the keys of a record, reporting those it does not have. */
    static @Nullable Record bind(RecordSchema schema, Spot spot, Mapping mapping, Unknown unknown, Binder binder) {
        unknown.report(spot, mapping, schema, binder);
        List<Object> values = new ArrayList<>();
        for (Option option : schema.options()) {
            Object value = bindOption(option, spot, mapping, binder);
            if (value != null) {
                values.add(value);
            }
        }
        if (values.size() < schema.options().size()) {
            return null;
        }
        return create(schema, values, spot, binder);
    }

    /** Makes a record of values that are each right; reports what its constructor says against them together. */
    static @Nullable Record create(RecordSchema schema, List<Object> values, Spot spot, Binder binder) {
        try {
            return schema.create(values);
        } catch (IllegalArgumentException e) {
            binder.problem(spot.at(), spot.path(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    static @Nullable Object bindOption(Option option, Spot spot, Mapping mapping, Binder binder) {
        Entry entry = mapping.entries().get(option.key());
        if (entry != null) {
            return binder.bind(option, spot.child(option.key(), entry));
        }
        String path = Spot.join(spot.path(), option.key());
        if (option.required()) {
            binder.problem(spot.at(), path, "missing, wanted " + option.type().wanted());
            return null;
        }
        return binder.bindDefault(option, path, spot.at());
    }

    @Override
    public Node write(Object value) {
        return YamlWriter.map(writeOptions(schema, (Record) value));
    }

    static Map<String, Node> writeOptions(RecordSchema schema, Record owner) {
        Map<String, Node> entries = new LinkedHashMap<>();
        for (Option option : schema.options()) {
            Node node = option.type().write(schema.value(owner, option));
            if (node != null) {
                entries.put(option.key(), node);
            }
        }
        return entries;
    }

    @Override
    public String wanted() {
        Option brief = schema.shorthand() == null ? null : schema.find(schema.shorthand());
        return (brief == null ? "" : brief.type().wanted() + ", or ")
                + "a map with the keys "
                + String.join(", ", schema.keys());
    }

    @Override
    public String label() {
        return "map";
    }
}
