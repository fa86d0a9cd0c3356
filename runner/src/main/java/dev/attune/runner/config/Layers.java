package dev.attune.runner.config;

import dev.attune.runner.config.Node.Entry;
import dev.attune.runner.config.Node.Mapping;
import dev.attune.runner.config.Node.Scalar;
import dev.attune.runner.config.Node.Sequence;
import dev.attune.runner.plugin.ComponentKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lays one configuration over another: maps merge, everything else is replaced.
 *
 * <p>There are two exceptions. A component of another type replaces the component, because options of one mean nothing to the other.
 * And where the upper layer restricts {@code data.modalities}, what the lower one says about the modalities that are gone is dropped.
 */
final class Layers {
    private static final String DATA = "data";
    private static final String MODALITIES = "modalities";
    private static final String SHUFFLED = "shuffled";
    private static final String TEMPORAL = "temporal";
    private static final String TRAINING = "training";
    private static final String MODALITY_DROPOUT = "modality-dropout";

    private Layers() {}

    /** Lays {@code over} over {@code base}; both are written for one record. */
    static Mapping merge(RecordSchema schema, Mapping base, Mapping over) {
        Set<String> modalities = new LinkedHashSet<>(modalities(base));
        modalities.addAll(modalities(over));
        return merge(schema, restrict(base, over), over, modalities);
    }

    /** Returns the modalities that a configuration lists, as written. */
    static List<String> modalities(Mapping root) {
        List<String> names = new ArrayList<>();
        if (root.get(DATA) instanceof Mapping data && data.get(MODALITIES) instanceof Sequence list) {
            for (Node item : list.items()) {
                if (item instanceof Scalar scalar) {
                    names.add(scalar.text());
                }
            }
        }
        return names;
    }

    private static Mapping restrict(Mapping base, Mapping over) {
        Set<String> gone = new LinkedHashSet<>(modalities(base));
        List<String> kept = modalities(over);
        gone.removeAll(kept);
        if (kept.isEmpty() || gone.isEmpty()) {
            return base;
        }
        Mapping result = base;
        if (TemporalType.isByModality(present(base, TEMPORAL))) {
            result = without(result, TEMPORAL, gone);
        }
        if (result.get(DATA) instanceof Mapping data) {
            result = result.with(DATA, new Entry(place(result, DATA), withoutShuffled(data, gone)));
        }
        if (result.get(TRAINING) instanceof Mapping training) {
            Mapping cut = without(training, MODALITY_DROPOUT, gone);
            result = result.with(TRAINING, new Entry(place(result, TRAINING), cut));
        }
        return result;
    }

    private static Mapping without(Mapping owner, String key, Set<String> gone) {
        return owner.get(key) instanceof Mapping map
                ? owner.with(key, new Entry(place(owner, key), map.without(gone)))
                : owner;
    }

    /** Drops the key with the last of its modalities; a list that was written empty stays, and is refused. */
    private static Mapping withoutShuffled(Mapping owner, Set<String> gone) {
        Node written = owner.get(SHUFFLED);
        Node names = written instanceof Mapping map ? map.get(MODALITIES) : written;
        if (!(names instanceof Sequence list) || list.items().isEmpty()) {
            return owner;
        }
        Sequence kept = without(list, gone);
        if (kept.items().isEmpty()) {
            return owner.without(Set.of(SHUFFLED));
        }
        Node cut =
                written instanceof Mapping map ? map.with(MODALITIES, new Entry(place(map, MODALITIES), kept)) : kept;
        return owner.with(SHUFFLED, new Entry(place(owner, SHUFFLED), cut));
    }

    private static Sequence without(Sequence list, Set<String> gone) {
        List<Node> kept = list.items().stream()
                .filter(item -> !(item instanceof Scalar scalar) || !gone.contains(scalar.text()))
                .toList();
        return new Sequence(kept, list.place());
    }

    private static Node present(Mapping owner, String key) {
        Node node = owner.get(key);
        return node == null ? new Scalar("", true, owner.place()) : node;
    }

    private static Place place(Mapping owner, String key) {
        Entry entry = owner.entries().get(key);
        return entry == null ? owner.place() : entry.keyPlace();
    }

    /** A map of a file to which the command line adds a key still begins in the file: what it lacks is to be added there. */
    private static Place place(Place base, Place over) {
        return over.source().isCommandLine() ? base : over;
    }

    private static Place place(Entry base, Entry over) {
        return base.value() instanceof Mapping && over.value() instanceof Mapping
                ? place(base.keyPlace(), over.keyPlace())
                : over.keyPlace();
    }

    private static Mapping merge(RecordSchema schema, Mapping base, Mapping over, Set<String> modalities) {
        Map<String, Entry> merged = new LinkedHashMap<>(base.entries());
        over.entries().forEach((key, entry) -> {
            Entry below = base.entries().get(key);
            Node value = below == null ? entry.value() : combine(schema.find(key), below, entry, modalities);
            merged.put(key, new Entry(below == null ? entry.keyPlace() : place(below, entry), value));
        });
        return new Mapping(merged, place(base.place(), over.place()));
    }

    private static Node combine(@Nullable Option option, Entry base, Entry over, Set<String> modalities) {
        return option == null
                ? deep(base.value(), over.value())
                : combine(option.type(), option.defaultText(), base, over, modalities);
    }

    private static Node combine(
            OptionType type, @Nullable String otherwise, Entry base, Entry over, Set<String> modalities) {
        if (type instanceof OptionType.Maybe maybe) {
            return combine(maybe.of(), otherwise, base, over, modalities);
        }
        if (type instanceof SectionType section
                && base.value() instanceof Mapping below
                && over.value() instanceof Mapping above) {
            return merge(section.schema(), below, above, modalities);
        }
        if (type instanceof OptionType.MapOf map
                && base.value() instanceof Mapping below
                && over.value() instanceof Mapping above) {
            return entries(map, below, above, modalities);
        }
        if (type instanceof SharedKeysType shared) {
            return component(base.value(), over.value(), otherwise, shared.commonKeys());
        }
        if (type instanceof ComponentType component) {
            return component.kind() == ComponentKind.FUSION
                    ? fusion(base.value(), over.value(), otherwise)
                    : component(base.value(), over.value(), otherwise, Set.of());
        }
        if (type instanceof TemporalType) {
            return temporal(base.value(), over.value(), otherwise, modalities);
        }
        return deep(base.value(), over.value());
    }

    private static Mapping entries(OptionType.MapOf map, Mapping base, Mapping over, Set<String> modalities) {
        Map<String, Entry> merged = new LinkedHashMap<>(base.entries());
        over.entries().forEach((key, entry) -> {
            Entry below = base.entries().get(key);
            Node value = below == null ? entry.value() : combine(map.of(), null, below, entry, modalities);
            merged.put(key, new Entry(below == null ? entry.keyPlace() : place(below, entry), value));
        });
        return new Mapping(merged, place(base.place(), over.place()));
    }

    private static Node component(Node base, Node over, @Nullable String otherwise, Set<String> common) {
        if (!(ComponentType.expand(base) instanceof Mapping below)
                || !(ComponentType.expand(over) instanceof Mapping above)) {
            return over;
        }
        if (!replaces(below, above, otherwise)) {
            return deep(below, above);
        }
        Set<String> ownOptions = new LinkedHashSet<>(below.entries().keySet());
        ownOptions.removeAll(common);
        return deep(below.without(ownOptions), above);
    }

    private static boolean replaces(Mapping below, Mapping above, @Nullable String otherwise) {
        String chosen = above.text(ComponentType.TYPE);
        String before = below.text(ComponentType.TYPE);
        return chosen != null && !Objects.equals(chosen, before == null ? otherwise : before);
    }

    /** Lays a fusion over a fusion; the same holds of the fusions that it wraps. */
    private static Node fusion(Node base, Node over, @Nullable String otherwise) {
        Node merged = component(base, over, otherwise, Set.of());
        if (!(merged instanceof Mapping result)
                || !(ComponentType.expand(base) instanceof Mapping below)
                || !(ComponentType.expand(over) instanceof Mapping above)
                || replaces(below, above, otherwise)) {
            return merged;
        }
        for (String key : above.entries().keySet()) {
            Node old = below.get(key);
            Node changed = above.get(key);
            if (old != null && changed != null && isWrapped(old, changed)) {
                result = result.with(key, new Entry(place(result, key), fusion(old, changed, null)));
            }
        }
        return result;
    }

    /** As far as the form shows: somebody wrote a type, or {@code of: jca} is refined by {@code of.steps}. */
    private static boolean isWrapped(Node base, Node over) {
        return isTyped(base) || isTyped(over) || (base instanceof Scalar && over instanceof Mapping);
    }

    private static boolean isTyped(Node node) {
        return node instanceof Mapping mapping && mapping.get(ComponentType.TYPE) != null;
    }

    private static Node temporal(Node base, Node over, @Nullable String otherwise, Set<String> modalities) {
        boolean baseByModality = isByModality(base, modalities);
        if (!isByModality(over, modalities)) {
            return baseByModality ? over : component(base, over, otherwise, Set.of());
        }
        Mapping above = (Mapping) over;
        Mapping below = baseByModality
                ? (Mapping) base
                : new Mapping(Map.of(TemporalType.DEFAULT, new Entry(base.place(), base)), base.place());
        Map<String, Entry> merged = new LinkedHashMap<>(below.entries());
        above.entries().forEach((modality, entry) -> {
            Node old = below.get(modality);
            Node value = old == null ? entry.value() : component(old, entry.value(), otherwise, Set.of());
            merged.put(modality, new Entry(entry.keyPlace(), value));
        });
        return new Mapping(merged, above.place());
    }

    /** As the form shows, or because a key is the name of a modality: {@code temporal.visual=none}. */
    private static boolean isByModality(Node node, Set<String> modalities) {
        if (TemporalType.isByModality(node)) {
            return true;
        }
        return node instanceof Mapping mapping
                && !mapping.entries().containsKey(ComponentType.TYPE)
                && mapping.entries().keySet().stream().anyMatch(modalities::contains);
    }

    /** Lays a map over a map of the same, unknown meaning. */
    static Mapping deep(Mapping base, Mapping over) {
        Map<String, Entry> merged = new LinkedHashMap<>(base.entries());
        over.entries().forEach((key, entry) -> {
            Entry below = base.entries().get(key);
            Node value = below == null ? entry.value() : deep(below.value(), entry.value());
            merged.put(key, new Entry(below == null ? entry.keyPlace() : place(below, entry), value));
        });
        return new Mapping(merged, place(base.place(), over.place()));
    }

    private static Node deep(Node base, Node over) {
        return base instanceof Mapping below && over instanceof Mapping above ? deep(below, above) : over;
    }
}
