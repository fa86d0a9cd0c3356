package dev.attune.runner.config;

import static java.util.Objects.requireNonNull;

import dev.attune.runner.config.ComponentType.RecordKeys;
import dev.attune.runner.config.Node.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A component with its options, and beside them keys that all components at that place share.
 *
 * @param schema of a record with a component that is marked {@link Beside}
 */
record SharedKeysType(RecordSchema schema) implements OptionType {
    /** Returns the option whose keys stand beside the others. */
    Option component() {
        return requireNonNull(schema.beside(), "the record has no component that is marked");
    }

    private ComponentType componentType() {
        return (ComponentType) component().type();
    }

    /** Returns the keys that all components share. */
    List<Option> common() {
        return schema.options().stream()
                .filter(option -> !option.equals(component()))
                .toList();
    }

    Set<String> commonKeys() {
        Set<String> keys = new LinkedHashSet<>();
        common().forEach(option -> keys.add(option.key()));
        return keys;
    }

    @Override
    public @Nullable Object bind(Spot spot, Binder binder) {
        Node node = ComponentType.expand(spot.node());
        Mapping mapping = binder.mapping(new Spot(spot.path(), spot.at(), node), this);
        if (mapping == null) {
            return null;
        }
        List<Object> sound = new ArrayList<>();
        for (Option option : schema.options()) {
            Object value;
            if (option.equals(component())) {
                RecordKeys others = new RecordKeys(commonKeys(), List.copyOf(commonKeys()));
                Spot whole = new Spot(spot.path(), spot.at(), mapping);
                value = componentType().bind(whole, null, others, binder);
            } else {
                value = SectionType.bindOption(option, spot, mapping, binder);
            }
            if (value != null) {
                sound.add(value);
            }
        }
        return sound.size() < schema.options().size() ? null : SectionType.create(schema, sound, spot, binder);
    }

    @Override
    public Node write(Object value) {
        Selection<?> selection = (Selection<?>) schema.value((Record) value, component());
        Map<String, Node> entries = new LinkedHashMap<>(ComponentType.writeMap(selection));
        Map<String, Node> shared = SectionType.writeOptions(schema, (Record) value);
        shared.remove(component().key());
        entries.putAll(shared);
        return YamlWriter.map(entries);
    }

    @Override
    public String wanted() {
        return "a map with type, the " + component().key() + "'s options, " + String.join(", ", commonKeys());
    }

    @Override
    public String label() {
        return componentType().label();
    }
}
