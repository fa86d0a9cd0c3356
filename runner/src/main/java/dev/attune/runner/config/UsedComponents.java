package dev.attune.runner.config;

import dev.attune.api.ComponentFactory;
import dev.attune.api.fusion.FusionChoice;
import dev.attune.runner.plugin.ComponentKind;
import dev.attune.runner.plugin.PluginState.OfferedComponent;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the components that a configuration chose, also those among the options of others. */
public final class UsedComponents {
    private UsedComponents() {}

    /**
     * Returns the components of a configuration.
     *
     * @param config an experiment, or any other record of options
     */
    public static Set<OfferedComponent> of(Record config) {
        return factories(config).stream().map(UsedComponents::component).collect(Collectors.toSet());
    }

    /**
     * Returns the factories of the components of a configuration, in its order.
     *
     * @param config an experiment, or any other record of options
     */
    public static Set<ComponentFactory<?>> factories(Record config) {
        Set<ComponentFactory<?>> found = new LinkedHashSet<>();
        collect(config, found);
        return found;
    }

    private static void collect(Object value, Set<ComponentFactory<?>> found) {
        if (value instanceof Selection<?> selection) {
            found.add(selection.factory());
            collect(selection.options(), found);
        } else if (value instanceof FusionChoice choice) {
            found.add(choice.factory());
            collect(choice.config(), found);
        } else if (value instanceof Iterable<?> several && !(value instanceof java.nio.file.Path)) {
            several.forEach(one -> collect(one, found));
        } else if (value instanceof Map<?, ?> named) {
            named.values().forEach(one -> collect(one, found));
        } else if (value instanceof Optional<?> one) {
            one.ifPresent(present -> collect(present, found));
        } else if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                Object part = RecordSchema.read(record, component);
                if (part != null) {
                    collect(part, found);
                }
            }
        }
    }

    private static OfferedComponent component(ComponentFactory<?> factory) {
        ComponentKind kind = ComponentKind.of(factory);
        return new OfferedComponent(kind, factory.name());
    }
}
