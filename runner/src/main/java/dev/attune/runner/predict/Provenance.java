package dev.attune.runner.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.runner.trial.JsonFiles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How features were made, as far as two such records can be compared.
 *
 * <p>{@code attune extract} writes its configuration and the hashes of the models that it used. A store that was made by other means may have an
 * object of any content for each modality.
 */
final class Provenance {
    private final Map<String, JsonNode> modalities = new LinkedHashMap<>();
    private final Map<String, String> models = new LinkedHashMap<>();
    private final Map<String, String> versions = new LinkedHashMap<>();
    private final Optional<String> clock;

    private Provenance(JsonNode record) {
        JsonNode config = record.path("config");
        if (!config.isTextual()) {
            record.properties().forEach(entry -> modalities.put(entry.getKey(), entry.getValue()));
            clock = Optional.empty();
            return;
        }
        record.path("models")
                .properties()
                .forEach(entry -> models.put(entry.getKey(), entry.getValue().asText()));
        record.path("versions")
                .properties()
                .forEach(entry -> versions.put(entry.getKey(), entry.getValue().asText()));
        JsonNode settings = JsonFiles.fromYaml(config.asText());
        settings.path("modalities")
                .properties()
                .forEach(entry -> modalities.put(entry.getKey(), byContent(entry.getValue())));
        clock = Optional.of(text(settings.path("clock")));
    }

    /** Reads a record. */
    static Provenance of(JsonNode record) {
        return new Provenance(record);
    }

    /** Names models by their hash: on another machine the same file lies elsewhere. */
    private JsonNode byContent(JsonNode node) {
        if (node.isTextual() && models.containsKey(node.asText())) {
            return JsonFiles.object().textNode("sha256 " + models.get(node.asText()));
        }
        if (node.isObject() && models.containsKey(node.path("source").asText())) {
            return byContent(node.path("source"));
        }
        if (node.isObject()) {
            ObjectNode copy = JsonFiles.object();
            node.properties().forEach(entry -> copy.set(entry.getKey(), byContent(entry.getValue())));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = JsonFiles.object().arrayNode();
            node.forEach(element -> copy.add(byContent(element)));
            return copy;
        }
        return node;
    }

    /** Returns the settings of a modality, flat: dotted key to value; empty if nothing is said of it. */
    Optional<Map<String, String>> modality(String name) {
        return Optional.ofNullable(modalities.get(name)).map(node -> {
            Map<String, String> flat = new LinkedHashMap<>();
            flatten("", node, flat);
            return flat;
        });
    }

    /** Returns the hashes of all models that were used, by where they came from. */
    Map<String, String> models() {
        return models;
    }

    /** Returns of which version the plugin was that gave the encoder of a modality, if that is known. */
    Optional<String> version(String modality) {
        return modality(modality)
                .map(settings -> settings.getOrDefault("type", ""))
                .map(versions::get);
    }

    /** Returns on which frames features were placed, if that is known. */
    Optional<String> clock() {
        return clock;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> flat) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), flat));
        } else {
            flat.put(path.isEmpty() ? "encoder" : path, text(node));
        }
    }

    /** Numbers that are equal may be written as 1 and 1.0. */
    private static String text(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        return value.isTextual() ? value.asText() : value.toString();
    }
}
