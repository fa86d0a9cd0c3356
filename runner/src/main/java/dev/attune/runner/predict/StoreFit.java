package dev.attune.runner.predict;

import com.fasterxml.jackson.databind.JsonNode;
import dev.attune.api.DataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds a feature store against what a run was trained on: a model that is given other features predicts nonsense without a word.
 *
 * @param run where the run is
 * @param modalities that the model is to be given, with their features per frame
 * @param made how the features were made that it was trained on, if that is known
 */
record StoreFit(Path run, Map<String, Integer> modalities, Optional<JsonNode> made) {
    /** So many differences of one modality say enough. */
    private static final int MOST = 4;

    /**
     * Compares.
     *
     * @return what could not be compared, a sentence each
     * @throws DataException if the store does not fit; with all reasons
     */
    List<String> check(OpenedStore store) {
        List<String> problems = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        modalities.forEach((modality, width) -> {
            Integer found = store.modalities().get(modality);
            if (found == null) {
                problems.add(modality + ": the run was trained on it, with " + width
                        + " features a frame; the store does not have it, it has " + words(store.modalities())
                        + ". Extract it, or leave it out with --drop " + modality + ".");
            } else if (!found.equals(width)) {
                problems.add(modality + ": the run was trained on " + width + " features a frame, the store has "
                        + found + "; extract it as it was for the run.");
            } else {
                compare(modality, store, problems, unknown);
            }
        });
        if (!problems.isEmpty()) {
            throw new DataException(store.path() + " does not fit " + run + ":\n  " + String.join("\n  ", problems));
        }
        return unknown.isEmpty() ? List.of() : List.of(notCompared(unknown, store));
    }

    private void compare(String modality, OpenedStore store, List<String> problems, List<String> unknown) {
        Optional<JsonNode> then = made.map(json -> json.path(modality)).filter(json -> !json.isMissingNode());
        Optional<JsonNode> now =
                store.extraction().map(json -> json.path(modality)).filter(json -> !json.isMissingNode());
        if (then.isEmpty() || now.isEmpty()) {
            unknown.add(modality);
            return;
        }
        List<String> differences = differences(then.get(), now.get());
        if (!differences.isEmpty()) {
            problems.add(modality + ": its features were made in another way. " + String.join("; ", differences) + ".");
        }
    }

    private String notCompared(List<String> names, OpenedStore store) {
        String who = made.isEmpty()
                ? store.extraction().isEmpty() ? "neither the run nor the store says" : "the run does not say"
                : store.extraction().isEmpty() ? "the store does not say" : "not both say";
        return "Only names and widths of " + String.join(", ", names) + " could be compared with " + run + ": " + who
                + " how the features were made.";
    }

    private static List<String> differences(JsonNode then, JsonNode now) {
        Map<String, String> before = new LinkedHashMap<>();
        Map<String, String> after = new LinkedHashMap<>();
        flatten("", then, before);
        flatten("", now, after);
        Set<String> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        List<String> differences = keys.stream()
                .filter(key -> !before.getOrDefault(key, "").equals(after.getOrDefault(key, "")))
                .map(key -> "The run has " + key + " " + before.getOrDefault(key, "not at all") + ", the store "
                        + after.getOrDefault(key, "not at all"))
                .collect(Collectors.toCollection(ArrayList::new));
        if (differences.size() > MOST) {
            int more = differences.size() - MOST;
            differences.subList(MOST, differences.size()).clear();
            differences.add(more + " more differences");
        }
        return differences;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> flat) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(), entry.getValue(), flat));
        } else {
            flat.put(path, text(node));
        }
    }

    /** Numbers that are equal may be written as 1 and 1.0. */
    private static String text(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        return value.isTextual() ? value.asText() : value.toString();
    }

    private static String words(Map<String, Integer> modalities) {
        return modalities.entrySet().stream()
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                .collect(Collectors.joining(", "));
    }
}
