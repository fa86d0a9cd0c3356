package dev.attune.runner.predict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.ConfigException;
import dev.attune.api.DataException;
import dev.attune.runner.config.ConfigLoader;
import dev.attune.runner.extract.Extraction;
import dev.attune.runner.trial.JsonFiles;
import dev.attune.runner.trial.TrialFolder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds out how the features of a run were made, so that those of another recording can be made in the same way. */
final class RunExtraction {
    private static final String CONFIG = "config";
    private static final String MODALITIES = "modalities";

    private RunExtraction() {}

    /**
     * Reads the extraction of a run, as far as it is needed.
     *
     * @param run where the run is
     * @param wanted modalities that are needed, with their features per frame
     * @param loader knows the encoders
     * @param overrides {@code key=value} each, of what opens recordings and finds words
     * @throws DataException if the run does not say, or says nothing of a modality
     * @throws ConfigException if an encoder or the file of a model is not there, or an override is wrong
     */
    static Extraction of(TrialFolder run, Map<String, Integer> wanted, ConfigLoader loader, List<String> overrides) {
        JsonNode record = run.extraction()
                .orElseThrow(() -> unknown(
                        run,
                        "does not say how its features were made; its corpus did not, or an earlier version of Attune ran it",
                        wanted));
        if (!record.path(CONFIG).isTextual()) {
            throw unknown(run, "was trained on features that attune extract did not make", wanted);
        }
        try {
            return Extraction.ofDescription(
                    needed(run, (ObjectNode) record, wanted), run.path().resolve("extraction.json"), loader, overrides);
        } catch (ConfigException e) {
            throw new ConfigException(
                    "The features that " + run.path() + " was trained on cannot be made here: " + e.getMessage());
        }
    }

    /** What is not needed need not be there: neither the encoder's plugin nor its model. */
    private static ObjectNode needed(TrialFolder run, ObjectNode record, Map<String, Integer> wanted) {
        ObjectNode config = (ObjectNode) JsonFiles.fromYaml(record.path(CONFIG).asText());
        ObjectNode modalities = config.withObject("/" + MODALITIES);
        for (String modality : wanted.keySet()) {
            if (!modalities.has(modality)) {
                throw unknown(run, "does not say how the features of its modality " + modality + " were made", wanted);
            }
        }
        List<String> others = modalities.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !wanted.containsKey(name))
                .toList();
        return others.isEmpty()
                ? record
                : record.deepCopy()
                        .put(
                                CONFIG,
                                JsonFiles.text(config.set(
                                        MODALITIES, modalities.deepCopy().remove(others))));
    }

    private static DataException unknown(TrialFolder run, String why, Map<String, Integer> wanted) {
        return new DataException(run.path() + " " + why
                + ", so those of a recording cannot be made in the same way. Give a feature store with "
                + wanted.entrySet().stream()
                        .map(entry -> entry.getKey() + " (" + entry.getValue() + " features a frame)")
                        .collect(Collectors.joining(", "))
                + " instead.");
    }
}
