package dev.attune.runner.config;

import dev.attune.runner.config.ComponentType.RecordKeys;
import dev.attune.runner.config.Node.Mapping;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code temporal}: one model for all modalities, or a map from modality to model.
 *
 * @param one the type of a single model
 */
record TemporalType(ComponentType one) implements OptionType {
    /** The key of the model for modalities that have no key. */
    static final String DEFAULT = "default";

    /** Returns whether a value has one model for each modality, as far as its form shows. */
    static boolean isByModality(Node node) {
        return node instanceof Mapping mapping
                && !mapping.entries().containsKey(ComponentType.TYPE)
                && (mapping.entries().containsKey(DEFAULT)
                        || mapping.entries().values().stream().anyMatch(entry -> entry.value() instanceof Mapping));
    }

    /** As {@link #isByModality}, and knows {@code {visual: none}} from {@code {kernel: 3}} by the options of the default model. */
    private static boolean isByModality(Node node, @Nullable String otherwise, Binder binder) {
        if (isByModality(node)) {
            return true;
        }
        return node instanceof Mapping mapping
                && !mapping.entries().containsKey(ComponentType.TYPE)
                && !mapping.entries().isEmpty()
                && !binder.temporalOptions(otherwise)
                        .containsAll(mapping.entries().keySet());
    }

    @Override
    public @Nullable Object bind(Spot spot, Binder binder) {
        return bind(spot, null, binder);
    }

    @Nullable
    Object bind(Spot spot, @Nullable String otherwise, Binder binder) {
        Map<String, Object> models = new LinkedHashMap<>();
        if (!isByModality(spot.node(), otherwise, binder)) {
            Selection<?> model = one.bind(spot, otherwise, RecordKeys.NONE, binder);
            if (model == null) {
                return null;
            }
            models.put(DEFAULT, model);
            return Collections.unmodifiableMap(models);
        }
        Mapping mapping = (Mapping) spot.node();
        mapping.entries().forEach((modality, entry) -> {
            Selection<?> model = one.bind(spot.child(modality, entry), otherwise, RecordKeys.NONE, binder);
            if (model != null) {
                models.put(modality, model);
            }
        });
        boolean sound = models.size() == mapping.entries().size();
        if (!models.containsKey(DEFAULT) && otherwise != null && sound) {
            Mapping nothing = new Mapping(Map.of(), spot.at());
            Spot missing = new Spot(Spot.join(spot.path(), DEFAULT), spot.at(), nothing);
            Selection<?> model = one.bind(missing, otherwise, RecordKeys.NONE, binder);
            if (model != null) {
                models.put(DEFAULT, model);
            }
            sound = model != null;
        }
        return sound ? Collections.unmodifiableMap(models) : null;
    }

    @Override
    public Node write(Object value) {
        Map<?, ?> models = (Map<?, ?>) value;
        Object shared = models.get(DEFAULT);
        return models.size() == 1 && shared != null ? one.write(shared) : new OptionType.MapOf(one).write(value);
    }

    @Override
    public String wanted() {
        return "a temporal model, or a map from modality to temporal model";
    }

    @Override
    public String label() {
        return "temporal model, or map from modality";
    }
}
