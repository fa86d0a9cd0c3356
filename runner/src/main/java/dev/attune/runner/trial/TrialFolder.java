package dev.attune.runner.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.runner.train.Figure;
import dev.attune.runner.train.Tensor;
import dev.attune.runner.train.TrainingListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of one trial.
 *
 * <pre>
 * config.yaml                       effective configuration
 * environment.json                  versions, machine, data and plugin hashes, time
 * metrics.jsonl                     one line an epoch
 * checkpoint/best.safetensors       parameters of the best epoch
 * predictions/SPLIT/CLIP.npy        float32 (frames, targets)
 * result.json                       written last; a trial without it is not finished
 * failure.json                      why a trial failed
 * </pre>
 */
public final class TrialFolder {
    private final Path path;

    /** Names the folder; nothing is created. */
    public TrialFolder(Path path) {
        this.path = path;
    }

    /** Returns the folder. */
    public Path path() {
        return path;
    }

    /** Returns the result of a finished trial. */
    public Optional<TrialResult> result() {
        Path file = path.resolve("result.json");
        return Files.exists(file) ? Optional.of(TrialResult.fromJson(file, JsonFiles.read(file))) : Optional.empty();
    }

    /** Returns why the trial failed, if it did. */
    public Optional<String> failure() {
        Path file = path.resolve("failure.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode reason = JsonFiles.read(file).path("reason");
        return Optional.of(reason.asText());
    }

    /** Empties the folder of what an unfinished or failed attempt left. */
    void clear() {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new DataException(path + " cannot be emptied: " + e.getMessage(), e);
        }
    }

    void writeConfig(String yaml) {
        JsonFiles.writeText(path.resolve("config.yaml"), yaml);
    }

    void writeEnvironment(JsonNode environment) {
        JsonFiles.write(path.resolve("environment.json"), environment);
    }

    void appendEpoch(TrainingListener.Epoch epoch) {
        ObjectNode line = JsonFiles.object();
        line.put("epoch", epoch.number());
        line.put("learning-rate", epoch.learningRate());
        line.put("loss", epoch.loss());
        epoch.auxiliary().forEach(line.putObject("auxiliary")::put);
        ObjectNode validation = line.putObject("validation");
        for (Figure figure : epoch.validation()) {
            validation.put(figure.key(), figure.value());
        }
        line.put("best", epoch.best());
        line.put("seconds", epoch.seconds());
        JsonFiles.append(path.resolve("metrics.jsonl"), line);
    }

    /** Writes parameters in the safetensors format: the length of a JSON header, the header, the values. */
    void writeCheckpoint(Map<String, Tensor> tensors) {
        ObjectNode header = JsonFiles.object();
        int end = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            ObjectNode tensor = header.putObject(entry.getKey()).put("dtype", "F32");
            Arrays.stream(entry.getValue().shape()).forEach(tensor.putArray("shape")::add);
            int start = end;
            end = Math.addExact(start, Float.BYTES * entry.getValue().values().length);
            tensor.putArray("data_offsets").add(start).add(end);
        }
        String text = header.toString();
        byte[] json = (text + " ".repeat(Math.floorMod(-text.length(), 8))).getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + json.length + end).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        for (Tensor tensor : tensors.values()) {
            bytes.asFloatBuffer().put(tensor.values());
            bytes.position(bytes.position() + Float.BYTES * tensor.values().length);
        }
        JsonFiles.writeBytes(path.resolve("checkpoint").resolve("best.safetensors"), bytes.array());
    }

    void writePredictions(Split split, String clip, float[] values, int targets) {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + values.length / targets + ", " + targets
                + "), }";
        int padding = 64 - (10 + header.length() + 1) % 64;
        header = header + " ".repeat(padding) + "\n";
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + 4 * values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII));
        bytes.asFloatBuffer().put(values);
        String name = clip.replaceAll("[^A-Za-z0-9._-]", "_");
        JsonFiles.writeBytes(path.resolve("predictions").resolve(split.label()).resolve(name + ".npy"), bytes.array());
    }

    void writeResult(TrialResult result) {
        JsonFiles.write(path.resolve("result.json"), result.toJson());
    }

    /** Records why the trial failed. */
    public void recordFailure(String reason) {
        JsonFiles.write(path.resolve("failure.json"), JsonFiles.object().put("reason", reason));
    }

    /** Returns the figures of one split from a list of JSON objects. */
    static List<Figure> figures(JsonNode array) {
        List<Figure> figures = new java.util.ArrayList<>();
        array.forEach(node -> figures.add(new Figure(
                node.get("metric").asText(),
                node.get("target").asText(),
                node.get("value").asDouble())));
        return figures;
    }
}
