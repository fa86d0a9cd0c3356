package dev.attune.runner.config;

import dev.attune.api.ComponentFactory;
import dev.attune.api.PluginException;
import dev.attune.api.fusion.FusionChoice;
import dev.attune.api.fusion.FusionFactory;
import dev.attune.runner.config.Node.Entry;
import dev.attune.runner.config.Node.Mapping;
import dev.attune.runner.config.Node.Scalar;
import dev.attune.runner.plugin.ComponentKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A component: its name, or {@code {type: name}} with its options beside.
 *
 * @param kind the kind
 * @param forPlugin whether a value is a {@link FusionChoice}, which plugins know, instead of a {@link Selection}
 */
record ComponentType(ComponentKind kind, boolean forPlugin) implements OptionType {
    /** The key that names the component. */
    static final String TYPE = "type";

    /** Makes the type of an option of the runner's own. */
    ComponentType(ComponentKind kind) {
        this(kind, false);
    }

    @Override
    public @Nullable Object bind(Spot spot, Binder binder) {
        return bind(spot, null, binder);
    }

    /** Reads the value of an option whose default is {@code otherwise}, if that is not null. */
    @Nullable
    Object bind(Spot spot, @Nullable String otherwise, Binder binder) {
        Selection<?> selection = bind(spot, otherwise, RecordKeys.NONE, binder);
        return forPlugin && selection != null && selection.factory() instanceof FusionFactory<?> fusion
                ? new FusionChoice(fusion, selection.options())
                : selection;
    }

    /**
     * Keys that share the map with the component's options.
     *
     * @param tolerated read by somebody else
     * @param suggested compared with unknown ones
     */
    record RecordKeys(Set<String> tolerated, List<String> suggested) {
        static final RecordKeys NONE = new RecordKeys(Set.of(), List.of());
    }

    /** Reads a component whose name may be left out: then it is {@code otherwise}, if that is not null. */
    @Nullable
    Selection<?> bind(Spot spot, @Nullable String otherwise, RecordKeys others, Binder binder) {
        Mapping mapping = binder.mapping(new Spot(spot.path(), spot.at(), expand(spot.node())), this);
        ComponentFactory<?> factory = mapping == null ? null : factory(spot, mapping, otherwise, binder);
        if (mapping == null || factory == null) {
            return null;
        }
        Record options = options(factory, spot, mapping, others, binder);
        return options == null ? null : new Selection<>(factory, options);
    }

    private @Nullable Record options(
            ComponentFactory<?> factory, Spot spot, Mapping mapping, RecordKeys others, Binder binder) {
        RecordSchema schema;
        try {
            schema = RecordSchema.of(factory);
        } catch (PluginException e) {
            binder.problem(spot.at(), spot.path(), String.valueOf(e.getMessage()));
            return null;
        }
        List<String> known = new ArrayList<>(schema.keys());
        if (known.stream().anyMatch(others.tolerated()::contains)) {
            binder.problem(
                    spot.at(),
                    spot.path(),
                    "the options of " + factory.name() + " must not be called " + String.join(", ", others.tolerated())
                            + ", which all share; report this to its author");
            return null;
        }
        known.addAll(others.suggested());
        return SectionType.bind(
                schema,
                spot,
                mapping.without(Set.of(TYPE)),
                new SectionType.Unknown(others.tolerated(), known, "unknown option of " + factory.name()),
                binder);
    }

    private @Nullable ComponentFactory<?> factory(
            Spot spot, Mapping mapping, @Nullable String otherwise, Binder binder) {
        Entry entry = mapping.entries().get(TYPE);
        if (entry == null && otherwise == null) {
            binder.problem(spot.at(), Spot.join(spot.path(), TYPE), "missing, wanted " + names(binder));
            return null;
        }
        String name = otherwise;
        Place place = spot.at();
        if (entry != null) {
            Scalar scalar = binder.scalar(spot.child(TYPE, entry), () -> names(binder));
            if (scalar == null) {
                return null;
            }
            name = scalar.text();
            place = scalar.place();
        }
        ComponentFactory<?> factory = binder.registry().components(kind).get(name);
        if (factory == null && name != null) {
            String found =
                    entry == null ? "missing, and there is no " + name + ", its default; " : "found " + name + ", ";
            String broken = binder.brokenOffer(kind, name);
            if (broken != null) {
                binder.missingPlugin(place, spot.path(), found + broken);
            } else {
                reportUnknown(place, spot.path(), found, name, binder);
            }
        }
        return factory;
    }

    /** Blames a broken plugin that may have the component only where no other name is near. */
    private void reportUnknown(Place place, String path, String found, String name, Binder binder) {
        List<String> near =
                NearestNames.of(name, binder.registry().components(kind).keySet());
        String help = near.isEmpty() ? "" : "; did you mean " + NearestNames.alternatives(near) + "?";
        String suspects = binder.brokenPlugins();
        String message = found + "wanted " + names(binder) + help + suspects;
        if (near.isEmpty() && !suspects.isEmpty()) {
            binder.missingPlugin(place, path, message);
        } else {
            binder.problem(place, path, message);
        }
    }

    private String names(Binder binder) {
        Set<String> names = binder.registry().components(kind).keySet();
        return names.isEmpty()
                ? phrase() + ", but no plugin has one"
                : "the name of " + phrase() + ": " + String.join(", ", names);
    }

    private String phrase() {
        String phrase = kind.phrase();
        return ("aeiou".indexOf(phrase.charAt(0)) >= 0 ? "an " : "a ") + phrase;
    }

    /** Writes {@code jca} out as {@code {type: jca}}. */
    static Node expand(Node node) {
        return node instanceof Scalar scalar && !scalar.isNull()
                ? new Mapping(Map.of(TYPE, new Entry(scalar.place(), scalar)), scalar.place())
                : node;
    }

    @Override
    public Node write(Object value) {
        Selection<?> selection = value instanceof FusionChoice choice
                ? new Selection<>(choice.factory(), choice.config())
                : (Selection<?>) value;
        Map<String, Node> entries = writeMap(selection);
        Node name = entries.get(TYPE);
        return entries.size() == 1 && name != null ? name : YamlWriter.map(entries);
    }

    static Map<String, Node> writeMap(Selection<?> selection) {
        Map<String, Node> entries = new LinkedHashMap<>();
        entries.put(TYPE, YamlWriter.text(selection.name()));
        entries.putAll(
                SectionType.writeOptions(RecordSchema.of(selection.factory().configType()), selection.options()));
        return entries;
    }

    @Override
    public String wanted() {
        return phrase() + ": its name, or a map with type and its options";
    }

    @Override
    public String label() {
        return kind.phrase();
    }
}
