package dev.attune.runner.extract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.api.encoder.Sense;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.config.EffectiveConfig;
import dev.attune.runner.config.ExtractionConfig;
import dev.attune.runner.trial.Environment;
import dev.attune.runner.trial.JsonFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A description of how recordings become features that suffices to do the same again: the configuration, and the hashes of the models
 * that must be used.
 *
 * @param config every setting
 * @param models source of a model to the hash of its content; empty where any content will do
 */
public record Extraction(ExtractionConfig config, Map<String, String> models) {
    /** The file of a store that holds the description. */
    public static final String STORE_FILE = "store.json";

    /** What users write into a store themselves; no extraction touches it. */
    static final String GROUPS_FILE = "groups.csv";

    private static final String ENCODERS = "encoders";
    private static final String CONFIG = "config";
    private static final String MODELS = "models";

    /** Copies the map. */
    public Extraction {
        models = Map.copyOf(models);
    }

    /**
     * Makes the description of an extraction that was not done yet.
     *
     * @param config every setting
     */
    public static Extraction of(ExtractionConfig config) {
        return new Extraction(config, Map.of());
    }

    /**
     * Reads how the features of a store were made.
     *
     * @param store its folder
     * @param loader knows the encoders
     * @throws DataException if the store was not made by an extraction
     * @throws dev.attune.api.ConfigException if an encoder or the file of a model is not there any more
     */
    public static Extraction ofStore(Path store, ConfigLoader loader) {
        Path file = store.resolve(STORE_FILE);
        return ofDescription(JsonFiles.read(file).path(ENCODERS), file, loader);
    }

    /**
     * Reads a description that was kept elsewhere.
     *
     * @param description the value of {@code encoders} in the file of a store
     * @param file where it stands, for messages
     * @param loader knows the encoders
     * @throws DataException if it is none
     * @throws dev.attune.api.ConfigException if an encoder or the file of a model is not there any more
     */
    public static Extraction ofDescription(JsonNode description, Path file, ConfigLoader loader) {
        return ofDescription(description, file, loader, List.of());
    }

    /**
     * Reads a description that was kept elsewhere, and changes where recordings and words come from.
     *
     * @param description the value of {@code encoders} in the file of a store
     * @param file where it stands, for messages
     * @param loader knows the encoders
     * @param overrides {@code key=value} each, of {@code media} and {@code transcript}
     * @throws DataException if it is none
     * @throws dev.attune.api.ConfigException if an encoder or the file of a model is not there any more, or an override is wrong
     */
    public static Extraction ofDescription(
            JsonNode description, Path file, ConfigLoader loader, List<String> overrides) {
        if (!description.path(CONFIG).isTextual()) {
            throw new DataException(file + " does not say how its features were made: attune extract did not make it.");
        }
        ExtractionConfig config =
                loader.extractionFromYaml(description.path(CONFIG).asText(), file, overrides);
        Map<String, String> models = new LinkedHashMap<>();
        description
                .path(MODELS)
                .properties()
                .forEach(entry -> models.put(entry.getKey(), entry.getValue().asText()));
        return new Extraction(config, models);
    }

    /** Returns the extraction of some of the modalities alone. */
    public Extraction only(Set<String> modalities) {
        return new Extraction(config.featuresOf(modalities), models);
    }

    /** Writes the description. */
    ObjectNode describe(Map<String, String> used, Map<String, String> versions) {
        ObjectNode json = JsonFiles.object().put("attune", Environment.version());
        json.put(CONFIG, EffectiveConfig.yaml(config));
        ObjectNode hashes = json.putObject(MODELS);
        used.forEach(hashes::put);
        ObjectNode plugins = json.putObject("versions");
        versions.forEach(plugins::put);
        ArrayNode words = json.putArray("words");
        config.modalities().forEach((name, modality) -> {
            if (modality.encoder().factory().sense() == Sense.WORDS) {
                words.add(name);
            }
        });
        return json;
    }
}
