package dev.attune.runner.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.api.data.TargetInfo;
import dev.attune.runner.data.FeatureScaler;
import dev.attune.runner.data.Lookup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What must be known, beside parameters and configuration, to apply a model to other data.
 *
 * @param architecture what the network was built for
 * @param scaling how features are scaled
 * @param labelMeans mean training label of each target
 */
record StoredModel(TrialModule.Architecture architecture, TrialModule.Scaling scaling, List<Double> labelMeans) {
    private static final int FORMAT = 2;

    StoredModel {
        labelMeans = List.copyOf(labelMeans);
    }

    /** Reads what {@link #toJson} gave. */
    static StoredModel read(Path file) {
        JsonNode json = JsonFiles.read(file);
        JsonFiles.requireFormat(file, json, FORMAT);
        try {
            return fromJson(json);
        } catch (IllegalArgumentException e) {
            throw new DataException(file + " is damaged: " + e.getMessage() + ".", e);
        }
    }

    private static StoredModel fromJson(JsonNode json) {
        Map<String, Integer> modalities = new LinkedHashMap<>();
        Map<String, FeatureScaler> scalers = new LinkedHashMap<>();
        for (JsonNode modality : json.path("modalities")) {
            String name = modality.path("name").asText();
            modalities.put(name, modality.path("features").asInt());
            scalers.put(name, FeatureScaler.of(floats(modality.path("subtract")), floats(modality.path("multiply"))));
        }
        List<TargetInfo> targets = new ArrayList<>();
        List<Double> means = new ArrayList<>();
        for (JsonNode target : json.path("targets")) {
            targets.add(new TargetInfo(
                    target.path("name").asText(),
                    TargetInfo.Kind.valueOf(target.path("kind").asText().toUpperCase(Locale.ROOT)),
                    target.path("min").asDouble(),
                    target.path("max").asDouble()));
            if (!target.path("mean").isNumber()) {
                throw new IllegalArgumentException(
                        "it has no mean of the target " + target.path("name").asText());
            }
            means.add(target.path("mean").asDouble());
        }
        return new StoredModel(
                new TrialModule.Architecture(modalities, targets), new TrialModule.Scaling(scalers), means);
    }

    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).floatValue();
        }
        return values;
    }

    /** Returns it as JSON. */
    ObjectNode toJson() {
        ObjectNode json = JsonFiles.object().put("format", FORMAT);
        ArrayNode modalities = json.putArray("modalities");
        architecture.modalities().forEach((name, width) -> {
            ObjectNode modality = modalities.addObject().put("name", name).put("features", width);
            FeatureScaler scaler = Lookup.required(scaling.byModality(), name);
            addAll(modality.putArray("subtract"), scaler.means());
            addAll(modality.putArray("multiply"), scaler.factors());
        });
        ArrayNode targets = json.putArray("targets");
        for (int i = 0; i < labelMeans.size(); i++) {
            TargetInfo target = architecture.targets().get(i);
            targets.addObject()
                    .put("name", target.name())
                    .put("kind", target.kind().name().toLowerCase(Locale.ROOT))
                    .put("min", target.min())
                    .put("max", target.max())
                    .put("mean", labelMeans.get(i));
        }
        return json;
    }

    private static void addAll(ArrayNode array, float[] values) {
        for (float value : values) {
            array.add(value);
        }
    }
}
