package dev.attune.runner.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.runner.train.Figure;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a finished trial found. Holds nothing that differs when the same trial runs again on the same machine.
 *
 * <p>Its file holds figures of validation only: the test split is scored when its seal is broken ({@link TrialRunner#scoreTest}) and
 * kept in a file of its own.
 *
 * @param id the trial
 * @param seed its seed
 * @param parameters learnt values of the model
 * @param bestEpoch counted from 1; 0 if nothing was trained
 * @param epochs how many were run
 * @param threads of the engine
 * @param figures by split; of test only where {@link #withTest} added them
 */
public record TrialResult(
        String id,
        long seed,
        long parameters,
        int bestEpoch,
        int epochs,
        int threads,
        Map<Split, List<Figure>> figures) {
    private static final int FORMAT = 2;

    /** Copies the figures. */
    public TrialResult {
        Map<Split, List<Figure>> copy = new EnumMap<>(Split.class);
        figures.forEach((split, list) -> copy.put(split, List.copyOf(list)));
        figures = Collections.unmodifiableMap(copy);
    }

    /** Returns the figures of a split; empty if it was not scored. */
    public List<Figure> of(Split split) {
        return figures.getOrDefault(split, List.of());
    }

    /** Returns the same result with figures of the test split. */
    public TrialResult withTest(List<Figure> test) {
        Map<Split, List<Figure>> all = new EnumMap<>(Split.class);
        all.putAll(figures);
        all.put(Split.TEST, test);
        return new TrialResult(id, seed, parameters, bestEpoch, epochs, threads, all);
    }

    ObjectNode toJson() {
        ObjectNode json = JsonFiles.object();
        json.put("format", FORMAT);
        json.put("id", id);
        json.put("seed", seed);
        json.put("parameters", parameters);
        json.put("best-epoch", bestEpoch);
        json.put("epochs", epochs);
        json.put("threads", threads);
        json.putObject("figures").set(Split.VALIDATION.label(), TrialFolder.toJson(of(Split.VALIDATION)));
        return json;
    }

    /**
     * Reads a result; empty if the file is not complete.
     *
     * @throws DataException if another version, whose format is not this one's, wrote it
     */
    static Optional<TrialResult> fromJson(Path file, JsonNode json) {
        if (json.path("format").asInt() > 0) {
            JsonFiles.requireFormat(file, json, FORMAT);
        }
        boolean complete = Stream.of("format", "id", "seed", "parameters", "best-epoch", "epochs", "threads", "figures")
                .allMatch(json::has);
        return complete
                ? Optional.of(new TrialResult(
                        json.get("id").asText(),
                        json.get("seed").asLong(),
                        json.get("parameters").asLong(),
                        json.get("best-epoch").asInt(),
                        json.get("epochs").asInt(),
                        json.get("threads").asInt(),
                        Map.of(
                                Split.VALIDATION,
                                TrialFolder.figures(json.path("figures").path(Split.VALIDATION.label())))))
                : Optional.empty();
    }
}
