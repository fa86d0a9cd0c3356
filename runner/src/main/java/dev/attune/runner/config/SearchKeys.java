package dev.attune.runner.config;

import dev.attune.runner.config.Node.Mapping;
import dev.attune.runner.config.Node.Sequence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which keys a search may tune: none that decides what is predicted from what and how it is scored, because the figure that a search
 * maximises would then be of another task; and none that makes a variant what it is, because the best of several methods would stand
 * under the name of one.
 */
final class SearchKeys {
    private static final String TYPE = "." + ComponentType.TYPE;

    private static final Map<String, String> NEVER = Map.of(
            "data", "candidates must be judged on the same data",
            "targets", "candidates must be judged on the same targets",
            "metrics", "candidates must be judged by the same figures",
            "training.early-stopping.on", "candidates must be judged by the same figures",
            "training.device", "where a model is trained is no setting of the model",
            "training.threads", "where a model is trained is no setting of the model");

    private final Set<String> components =
            new LinkedHashSet<>(List.of("fusion", "loss", "temporal", "temporal.default"));

    /**
     * Makes the rules for experiments with some modalities, each of which may have a temporal model.
     *
     * @param modalities their names
     */
    SearchKeys(List<String> modalities) {
        modalities.forEach(name -> components.add("temporal." + name));
    }

    /**
     * Returns the keys that an axis of a search sets, also those within maps that are its values.
     *
     * @param key of the axis
     * @param axis a list of values, or a range
     */
    static Set<String> set(String key, Node axis) {
        Node values = axis instanceof Mapping map && map.get("choice") instanceof Sequence list ? list : axis;
        Set<String> keys = new LinkedHashSet<>();
        if (values instanceof Sequence list) {
            list.items().forEach(value -> collect(key, value, keys));
        } else {
            keys.add(key);
        }
        return keys;
    }

    private static void collect(String key, Node value, Set<String> keys) {
        if (value instanceof Mapping map && !map.entries().isEmpty()) {
            map.entries().forEach((name, entry) -> collect(Spot.join(key, name), entry.value(), keys));
        } else {
            keys.add(key);
        }
    }

    /** Returns why a key may not be tuned in any study. */
    static Optional<String> refusal(String key) {
        if (key.equals("seed")) {
            return Optional.of("the seed of training is never tuned");
        }
        if (StudyExpansion.NOT_FOR_VARIANTS.contains(key)) {
            return Optional.of("the study sets it");
        }
        return NEVER.entrySet().stream()
                .filter(entry -> within(key, entry.getKey()) || within(entry.getKey(), key))
                .map(Map.Entry::getValue)
                .sorted()
                .findFirst();
    }

    /**
     * Returns the first of some keys that a tuned key would overwrite, or be overwritten by.
     *
     * @param tuned the key
     * @param others keys that are set elsewhere
     */
    Optional<String> conflict(String tuned, Set<String> others) {
        return others.stream().filter(other -> conflicts(tuned, other)).findFirst();
    }

    /** Returns whether a key says which component is used, not how it is set. */
    boolean choosesComponent(String key) {
        return component(key).isPresent();
    }

    private boolean conflicts(String tuned, String other) {
        Optional<String> replaced = component(tuned);
        Optional<String> chosen = component(other);
        if (within(other, replaced.orElse(tuned))) {
            return true; // what the variant sets lies in what the search replaces
        }
        // Options of the component that a variant chooses may be tuned, but not the choice.
        return chosen.isPresent() ? replaced.isPresent() && within(tuned, chosen.get()) : within(tuned, other);
    }

    /** Returns the component whose type a key chooses, in words as in {@code fusion: sum} or as {@code fusion.type}. */
    private Optional<String> component(String key) {
        String owner = key.endsWith(TYPE) ? key.substring(0, key.length() - TYPE.length()) : key;
        return Optional.of(owner).filter(components::contains);
    }

    private static boolean within(String key, String owner) {
        return key.equals(owner) || key.startsWith(owner + ".") || key.startsWith(owner + "[");
    }
}
