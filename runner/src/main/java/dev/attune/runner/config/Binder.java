package dev.attune.runner.config;

import dev.attune.api.ComponentFactory;
import dev.attune.runner.config.Node.Mapping;
import dev.attune.runner.config.Node.Scalar;
import dev.attune.runner.plugin.ComponentKind;
import dev.attune.runner.plugin.ComponentRegistry;
import dev.attune.runner.plugin.PluginState;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What option types need while they read values: the components, the environment, and where to report. */
final class Binder {
    private final ComponentRegistry registry;
    private final List<PluginState> plugins;
    private final Variables variables;
    private final Problems problems;

    Binder(ComponentRegistry registry, List<PluginState> plugins, Variables variables, Problems problems) {
        this.registry = registry;
        this.plugins = plugins;
        this.variables = variables;
        this.problems = problems;
    }

    ComponentRegistry registry() {
        return registry;
    }

    void problem(Place place, String path, String message) {
        problems.add(place, path, message);
    }

    /** Reports a component that there would be if its plugin were not broken. */
    void missingPlugin(Place place, String path, String message) {
        problems.addMissingPlugin(place, path, message);
    }

    /** Reads an option that is written. */
    @Nullable
    Object bind(Option option, Spot spot) {
        String otherwise = option.defaultText();
        if (option.type() instanceof ComponentType component) {
            return component.bind(spot, otherwise, this);
        }
        if (option.type() instanceof TemporalType temporal) {
            return temporal.bind(spot, otherwise, this);
        }
        return option.type().bind(spot, this);
    }

    /** Reads an option that is not written, and not required. */
    @Nullable
    Object bindDefault(Option option, String path, Place at) {
        String text = option.defaultText();
        if (text == null) {
            boolean section = option.type() instanceof SectionType;
            Node nothing = section ? new Mapping(Map.of(), at) : new Scalar("", true, at);
            return option.type().bind(new Spot(path, at, nothing), this);
        }
        if (option.type() instanceof ComponentType || option.type() instanceof TemporalType) {
            // A component that is chosen by default is missed where it would have been written.
            return bind(option, new Spot(path, at, new Mapping(Map.of(), at)));
        }
        Node node = YamlReader.read(text, Source.defaultOf(path, at.source()), problems);
        return node == null ? null : option.type().bind(new Spot(path, node.place(), node), this);
    }

    /** Returns a value that is a scalar, with variables replaced, or null after a problem. */
    @Nullable
    Scalar scalar(Spot spot, OptionType type) {
        return scalar(spot, type::wanted);
    }

    /** Returns a value that is a scalar; what was wanted is put into words only where something else was found. */
    @Nullable
    Scalar scalar(Spot spot, Supplier<String> wanted) {
        if (!(spot.node() instanceof Scalar written)) {
            wrong(spot, wanted.get());
            return null;
        }
        Scalar scalar = variables.resolve(written, spot.path(), problems);
        if (scalar != null && scalar.isNull()) {
            wrong(spot, wanted.get());
            return null;
        }
        return scalar;
    }

    /** Returns a value that is a map, or null after a problem; a key with nothing after it has an empty map. */
    @Nullable
    Mapping mapping(Spot spot, OptionType type) {
        if (spot.node() instanceof Mapping mapping) {
            return mapping;
        }
        if (spot.node() instanceof Scalar scalar && scalar.isNull()) {
            return new Mapping(Map.of(), spot.at());
        }
        wrong(spot, type.wanted());
        return null;
    }

    /** Reports a value that is not what was wanted, once. */
    @Nullable
    Object wrong(Spot spot, String wanted) {
        if (spot.node() instanceof Scalar written) {
            Scalar scalar = variables.resolve(written, spot.path(), problems);
            if (scalar != null) {
                String from = scalar.text().equals(written.text()) ? "" : " in " + written.text();
                problem(spot.node().place(), spot.path(), "found " + scalar.found() + from + ", wanted " + wanted);
            }
        } else if (!(spot.node() instanceof Node.Unusable)) {
            Place place =
                    spot.node() instanceof Mapping ? spot.at() : spot.node().place();
            problem(place, spot.path(), "found " + spot.node().found() + ", wanted " + wanted);
        }
        return null;
    }

    /** Returns the keys of the options of a temporal model; empty if there is no such model. */
    List<String> temporalOptions(@Nullable String name) {
        ComponentFactory<?> factory = name == null ? null : registry.temporals().get(name);
        return factory == null
                ? List.of()
                : RecordSchema.of(factory.configType()).keys();
    }

    /** Returns why a component that a broken plugin offers cannot be had, or null. */
    @Nullable
    String brokenOffer(ComponentKind kind, String name) {
        for (PluginState plugin : plugins) {
            boolean offered = plugin.components().contains(new PluginState.OfferedComponent(kind, name));
            if (offered && plugin.reason().isPresent()) {
                return "which is a " + kind.phrase() + " of the plugin " + plugin.id() + ", but " + plugin.source()
                        + " is not used: " + plugin.reason().get();
            }
        }
        return null;
    }

    /** Returns a hint at plugins whose components are not known because they are broken; empty if there are none. */
    String brokenPlugins() {
        return plugins.stream()
                .filter(plugin -> plugin.components().isEmpty())
                .flatMap(plugin -> plugin
                        .reason()
                        .map(reason -> "; the plugin " + plugin.id() + " (" + plugin.source()
                                + "), which may have it, is not used: " + reason)
                        .stream())
                .collect(Collectors.joining());
    }
}
