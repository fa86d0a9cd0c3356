package dev.attune.runner.config;

import dev.attune.api.data.DatasetFactory;
import dev.attune.runner.config.ComponentType.RecordKeys;
import dev.attune.runner.config.Node.Mapping;
import dev.attune.runner.plugin.ComponentKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The section {@code data}: keys that all corpora share, and beside them the options of the dataset. */
record DataType() implements OptionType {
    /** The component of {@link DataConfig} that has no key of its own. */
    private static final String DATASET = "dataset";

    /** Returns the keys that all corpora share. */
    static List<Option> common() {
        return RecordSchema.of(DataConfig.class).options().stream()
                .filter(option -> !option.key().equals(DATASET))
                .toList();
    }

    static Set<String> commonKeys() {
        Set<String> keys = new LinkedHashSet<>();
        common().forEach(option -> keys.add(option.key()));
        return keys;
    }

    static ComponentType dataset() {
        return new ComponentType(ComponentKind.DATASET);
    }

    @Override
    public @Nullable Object bind(Spot spot, Binder binder) {
        Node node = ComponentType.expand(spot.node());
        Mapping mapping = binder.mapping(new Spot(spot.path(), spot.at(), node), this);
        if (mapping == null) {
            return null;
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (Option option : RecordSchema.of(DataConfig.class).options()) {
            if (option.key().equals(DATASET)) {
                Spot whole = new Spot(spot.path(), spot.at(), mapping);
                values.add(
                        dataset().bind(whole, null, new RecordKeys(commonKeys(), List.copyOf(commonKeys())), binder));
            } else {
                values.add(SectionType.bindOption(option, spot, mapping, binder));
            }
        }
        List<Object> sound = new ArrayList<>();
        values.forEach(value -> {
            if (value != null) {
                sound.add(value);
            }
        });
        return sound.size() < values.size()
                ? null
                : RecordSchema.of(DataConfig.class).create(sound);
    }

    @Override
    public Node write(Object value) {
        DataConfig data = (DataConfig) value;
        Selection<DatasetFactory<?>> dataset = data.dataset();
        Map<String, Node> entries = new LinkedHashMap<>(ComponentType.writeMap(dataset));
        Map<String, Node> shared = SectionType.writeOptions(RecordSchema.of(DataConfig.class), data);
        shared.remove(DATASET);
        entries.putAll(shared);
        return YamlWriter.map(entries);
    }

    @Override
    public String wanted() {
        return "a map with type, the dataset's options, " + String.join(", ", commonKeys());
    }

    @Override
    public String label() {
        return "dataset";
    }
}
