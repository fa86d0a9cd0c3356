package dev.attune.runner.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.runner.train.Figure;
import dev.attune.runner.train.FlatParameters;
import dev.attune.runner.train.TrainingListener;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files of one trial.
 *
 * <pre>
 * config.yaml                       effective configuration
 * environment.json                  versions, machine, data and plugin hashes, time
 * metrics.jsonl                     one line an epoch
 * checkpoint/last.safetensors       state after the last epoch; only of a trial that is not finished
 * checkpoint/best.safetensors       parameters of the best epoch
 * extraction.json                   how the features were made of recordings, if the corpus says so
 * checkpoint/model.json             modalities, targets with their mean in training, and how features were scaled
 * predictions/SPLIT/CLIP.npy        float32 (frames, targets)
 * result.json                       written last; a trial without it is not finished
 * test.json                         figures of the test split, once its seal is broken
 * failure.json                      why a trial failed
 * combination.json                  what was combined, where nothing was trained; such a folder has predictions and figures alone
 * .lock                             who is working here
 * </pre>
 */
public final class TrialFolder {
    private static final String CONFIG = "config.yaml";
    private static final String EXTRACTION = "extraction.json";
    private static final String FAILURE = "failure.json";
    private static final String RESULT = "result.json";
    private static final int TEST_FORMAT = 1;

    private final Path path;

    /** Names the folder; nothing is created. */
    public TrialFolder(Path path) {
        this.path = path;
    }

    /** Returns the folder. */
    public Path path() {
        return path;
    }

    /**
     * Returns the result of a finished trial; one that was not written to its end, or is damaged, is none.
     *
     * @throws DataException if a newer version wrote it
     */
    public Optional<TrialResult> result() {
        Path file = path.resolve(RESULT);
        return JsonFiles.readIfSound(file).flatMap(json -> TrialResult.fromJson(file, json));
    }

    /** Returns how many labels the test split had when the trial was trained; 0 if that was not recorded. */
    public long testLabels() {
        return Files.exists(environment())
                ? readEnvironment()
                        .path("splits")
                        .path(Split.TEST.label())
                        .path("labels")
                        .asLong()
                : 0;
    }

    /** Returns the hash of the data that the trial was run on, as far as it was recorded. */
    public Optional<String> dataHash() {
        JsonNode hash = Files.exists(environment()) ? readEnvironment().get("data-sha256") : null;
        return hash == null ? Optional.empty() : Optional.of(hash.asText());
    }

    /**
     * Returns the figures of the test split.
     *
     * @return empty while the result that is there was not scored on test; no figures if the corpus has no labelled test clip
     * @throws DataException if they cannot be read
     */
    public Optional<List<Figure>> testFigures() {
        Path file = path.resolve("test.json");
        if (!Files.exists(file) || !Files.exists(path.resolve(RESULT))) {
            return Optional.empty();
        }
        JsonNode json = JsonFiles.read(file);
        JsonFiles.requireFormat(file, json, TEST_FORMAT);
        boolean current = json.path("result-sha256").asText().equals(resultHash());
        return current ? Optional.of(figures(json.path("figures"))) : Optional.empty();
    }

    void writeTest(List<Figure> figures) {
        ObjectNode json = JsonFiles.object().put("format", TEST_FORMAT).put("result-sha256", resultHash());
        json.set("figures", toJson(figures));
        JsonFiles.write(path.resolve("test.json"), json);
    }

    /** Returns the hash of the file of the result. */
    String resultHash() {
        return Sha256.of(path.resolve(RESULT));
    }

    /**
     * Returns the epochs that were run so far, in order.
     *
     * @throws DataException if they cannot be read
     */
    public List<TrainingListener.Epoch> epochs() {
        return log().read();
    }

    EpochLog log() {
        return new EpochLog(path.resolve("metrics.jsonl"));
    }

    /** Deletes what a program that was killed, or a failure, left and nobody needs. */
    void tidy() {
        delete(file -> file.getFileName().toString().endsWith(JsonFiles.DRAFT) || file.equals(path.resolve(FAILURE)));
    }

    /** Makes the folder of a combination, or empties it; the file that describes it goes first, so that nothing of it counts. */
    void prepare(String description) {
        try {
            Files.createDirectories(path);
            Files.deleteIfExists(path.resolve(description));
        } catch (IOException e) {
            throw new DataException(path + " cannot be emptied: " + JsonFiles.words(e), e);
        }
        tidy();
        clear();
    }

    /** Deletes what an unfinished or failed attempt left, and nothing that this class does not write. */
    void clear() {
        List<Path> own = Stream.of(
                        "environment.json",
                        "metrics.jsonl",
                        "checkpoint",
                        "predictions",
                        EXTRACTION,
                        RESULT,
                        "test.json",
                        FAILURE,
                        "tensorboard")
                .map(path::resolve)
                .toList();
        delete(file -> own.stream().anyMatch(file::startsWith));
    }

    private void delete(Predicate<Path> which) {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file :
                    files.filter(which).sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new DataException(path + " cannot be emptied: " + JsonFiles.words(e), e);
        }
    }

    void writeConfig(String yaml) {
        JsonFiles.writeText(path.resolve(CONFIG), yaml);
    }

    JsonNode readEnvironment() {
        return JsonFiles.read(environment());
    }

    void writeEnvironment(JsonNode environment) {
        JsonFiles.write(environment(), environment);
    }

    private Path environment() {
        return path.resolve("environment.json");
    }

    Path best() {
        return path.resolve("checkpoint").resolve("best.safetensors");
    }

    Path last() {
        return path.resolve("checkpoint").resolve("last.safetensors");
    }

    /**
     * Returns how the features that the trial was trained on were made of recordings.
     *
     * @return a JSON object; empty if the corpus did not say, or an earlier version ran the trial
     * @throws DataException if the file is damaged
     */
    public Optional<JsonNode> extraction() {
        Path file = path.resolve(EXTRACTION);
        return Files.exists(file) ? Optional.of(JsonFiles.read(file)) : Optional.empty();
    }

    void writeExtraction(JsonNode extraction) {
        JsonFiles.write(path.resolve(EXTRACTION), extraction);
    }

    void writeModel(StoredModel model) {
        JsonFiles.write(model(), model.toJson());
    }

    /**
     * Returns what the network was built for, and how features were scaled.
     *
     * @throws DataException if the file is missing or damaged
     */
    StoredModel readModel() {
        return StoredModel.read(model());
    }

    private Path model() {
        return path.resolve("checkpoint").resolve("model.json");
    }

    /**
     * Copies the parameters of the best epoch into a network.
     *
     * @throws DataException if the file is missing or damaged, or is of another network
     */
    void readBest(FlatParameters parameters) {
        try {
            parameters.restore(SafeTensors.read(best()).tensors());
        } catch (IllegalArgumentException e) {
            throw new DataException(best() + " is not of this trial: " + e.getMessage(), e);
        }
    }

    /**
     * Returns the stored predictions of a clip.
     *
     * @param count how many values it must have, frames times targets
     * @return row by row, one column a target
     * @throws DataException if the file is missing, damaged or of another size
     */
    float[] readPredictions(Split split, String clip, int count) {
        return NpyFiles.read(predictions(split, clip), count);
    }

    private Path predictions(Split split, String clip) {
        String name = URLEncoder.encode(clip, StandardCharsets.UTF_8); // different clips keep different names
        return path.resolve("predictions").resolve(split.label()).resolve(name + ".npy");
    }

    void writePredictions(Split split, String clip, float[] values, int targets) {
        NpyFiles.write(predictions(split, clip), values, targets);
    }

    void writeResult(TrialResult result) {
        JsonFiles.write(path.resolve(RESULT), result.toJson());
    }

    /** Returns the parts of the code that ran the trial, each with its version or the hash of its jar; empty if that was not recorded. */
    public Map<String, String> code() {
        Map<String, String> parts = new LinkedHashMap<>();
        JsonFiles.readIfSound(environment()).ifPresent(json -> {
            List.of("attune", "engine", "djl")
                    .forEach(key -> parts.put(key, json.path(key).asText()));
            json.path("plugins")
                    .forEach(plugin -> parts.put(
                            "plugin " + plugin.path("id").asText(),
                            plugin.path("sha256").asText()));
        });
        return parts;
    }

    /** Returns how long the finished trial took, in seconds, as far as it was recorded. */
    public OptionalDouble seconds() {
        JsonNode seconds = Files.exists(environment()) ? readEnvironment().path("seconds") : null;
        return seconds != null && seconds.isNumber() ? OptionalDouble.of(seconds.asDouble()) : OptionalDouble.empty();
    }

    /** Returns why the last attempt failed; empty if it did not, or is going on. */
    public Optional<String> failure() {
        return JsonFiles.readIfSound(path.resolve(FAILURE))
                .map(json -> json.path("reason").asText());
    }

    /**
     * Records why the trial failed.
     *
     * @param reason one sentence
     * @param log the last lines of the process that died of it, if one did
     */
    public void recordFailure(String reason, List<String> log) {
        ObjectNode json = JsonFiles.object().put("reason", reason);
        if (!log.isEmpty()) {
            log.forEach(json.putArray("log")::add);
        }
        JsonFiles.write(path.resolve(FAILURE), json);
    }

    /** Returns the figures of one split as a list of JSON objects. */
    static ArrayNode toJson(List<Figure> figures) {
        ArrayNode array = JsonFiles.object().arrayNode();
        for (Figure figure : figures) {
            array.addObject()
                    .put("metric", figure.metric())
                    .put("target", figure.target())
                    .put("value", figure.value());
        }
        return array;
    }

    /** Returns the figures of one split from a list of JSON objects. */
    static List<Figure> figures(JsonNode array) {
        List<Figure> figures = new ArrayList<>();
        array.forEach(node -> figures.add(new Figure(
                node.get("metric").asText(),
                node.get("target").asText(),
                node.get("value").asDouble())));
        return figures;
    }
}
