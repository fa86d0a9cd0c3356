package dev.attune.runner.extract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.runner.config.LabelsConfig;
import dev.attune.runner.trial.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The file {@code store.json}, which makes folders of arrays a feature store. What users write by hand is in other files. */
final class StoreFile {
    private static final int FORMAT = 1;

    private final Path file;

    StoreFile(Path store) {
        file = store.resolve(Extraction.STORE_FILE);
    }

    /** Removes the file if the store is about to become another: arrays of two kinds must not pass for one store. */
    void retire(ObjectNode description) {
        boolean same = JsonFiles.readIfSound(file)
                .map(json -> json.path("encoders").equals(description))
                .orElse(false);
        if (!same) {
            remove();
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new DataException(file + " cannot be removed: " + JsonFiles.words(e) + ".", e);
        }
    }

    /**
     * Writes the file.
     *
     * @param dimensions modality to number of features, in order
     * @param description how the features were made
     * @param labels what is labelled, if anything
     * @param splits clips by split
     */
    void write(
            Map<String, Integer> dimensions,
            ObjectNode description,
            Optional<LabelsConfig> labels,
            Map<Split, List<String>> splits) {
        ObjectNode json = JsonFiles.object().put("format", FORMAT);
        ObjectNode modalities = json.putObject("modalities");
        dimensions.forEach((name, dimension) -> modalities.putObject(name).put("dim", dimension));
        json.set("encoders", description);
        ArrayNode targets = json.putArray("targets");
        labels.ifPresent(config -> config.targets().forEach((name, target) -> {
            ObjectNode one = targets.addObject()
                    .put("name", name)
                    .put("kind", target.kind().name().toLowerCase(Locale.ROOT));
            if (target.kind() == LabelsConfig.Kind.CONTINUOUS) {
                one.put("min", target.min()).put("max", target.max());
            }
        }));
        ObjectNode all = json.putObject("splits");
        Map<Split, List<String>> ordered = new EnumMap<>(splits);
        for (Split split : Split.values()) {
            ArrayNode clips = all.putArray(split.label());
            ordered.getOrDefault(split, List.of()).forEach(clips::add);
        }
        JsonFiles.write(file, json);
    }
}
