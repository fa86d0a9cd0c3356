package dev.attune.runner.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.api.data.Split;
import dev.attune.api.data.TargetInfo;
import dev.attune.runner.data.FeatureScaler;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.train.Figure;
import dev.attune.runner.train.Tensor;
import dev.attune.runner.train.TrainingListener;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
 * checkpoint/model.json             modalities, targets, and how features were scaled
 * predictions/SPLIT/CLIP.npy        float32 (frames, targets)
 * result.json                       written last; a trial without it is not finished
 * failure.json                      why a trial failed
 * </pre>
 */
public final class TrialFolder {
    /** Bytes before the header of a version 1 array file: magic, version, length of the header. */
    private static final int NPY_PREFIX = 10;

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
     * Returns the result of a finished trial.
     *
     * @throws DataException if there is one but it cannot be read
     */
    public Optional<TrialResult> result() {
        Path file = path.resolve("result.json");
        return Files.exists(file) ? Optional.of(TrialResult.fromJson(file, JsonFiles.read(file))) : Optional.empty();
    }

    /** Returns the hash of the data that the trial was run on, as far as it was recorded. */
    public Optional<String> dataHash() {
        Path file = path.resolve("environment.json");
        JsonNode hash = Files.exists(file) ? JsonFiles.read(file).get("data-sha256") : null;
        return hash == null ? Optional.empty() : Optional.of(hash.asText());
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
            throw new DataException(path + " cannot be emptied: " + JsonFiles.words(e), e);
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
    void writeCheckpoint(
            Map<String, Tensor> tensors, TrialModule.Architecture architecture, TrialModule.Scaling scaling) {
        JsonFiles.write(path.resolve("checkpoint").resolve("model.json"), describe(architecture, scaling));
        ObjectNode header = JsonFiles.object();
        int end = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            ObjectNode tensor = header.putObject(entry.getKey()).put("dtype", "F32");
            Arrays.stream(entry.getValue().shape()).forEach(tensor.putArray("shape")::add);
            int start = end;
            end = Math.addExact(
                    start, Math.multiplyExact(Float.BYTES, entry.getValue().values().length));
            tensor.putArray("data_offsets").add(start).add(end);
        }
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        byte[] json = Arrays.copyOf(text, text.length + Math.floorMod(-text.length, 8));
        Arrays.fill(json, text.length, json.length, (byte) ' ');
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + json.length + end).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        for (Tensor tensor : tensors.values()) {
            bytes.asFloatBuffer().put(tensor.values());
            bytes.position(bytes.position() + Float.BYTES * tensor.values().length);
        }
        JsonFiles.writeBytes(path.resolve("checkpoint").resolve("best.safetensors"), bytes.array());
    }

    /** What must be known, beside parameters and configuration, to apply the model to other data. */
    private static ObjectNode describe(TrialModule.Architecture architecture, TrialModule.Scaling scaling) {
        ObjectNode json = JsonFiles.object().put("format", 1);
        ArrayNode modalities = json.putArray("modalities");
        architecture.modalities().forEach((name, width) -> {
            ObjectNode modality = modalities.addObject().put("name", name).put("features", width);
            FeatureScaler scaler = Lookup.required(scaling.byModality(), name);
            addAll(modality.putArray("subtract"), scaler.means());
            addAll(modality.putArray("multiply"), scaler.factors());
        });
        ArrayNode targets = json.putArray("targets");
        for (TargetInfo target : architecture.targets()) {
            targets.addObject()
                    .put("name", target.name())
                    .put("kind", target.kind().name().toLowerCase(Locale.ROOT))
                    .put("min", target.min())
                    .put("max", target.max());
        }
        return json;
    }

    /**
     * Returns the stored predictions of a clip.
     *
     * @param count how many values it must have, frames times targets
     * @return row by row, one column a target
     * @throws DataException if the file is missing, damaged or of another size
     */
    float[] readPredictions(Split split, String clip, int count) {
        Path file = predictions(split, clip);
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + JsonFiles.words(e), e);
        }
        int start = bytes.length - Math.multiplyExact(Float.BYTES, count);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (start < NPY_PREFIX || buffer.getShort(NPY_PREFIX - Short.BYTES) != start - NPY_PREFIX) {
            throw new DataException(file + ": found " + bytes.length + " bytes, wanted an array of " + count
                    + " values of four bytes after its header.");
        }
        float[] values = new float[count];
        buffer.position(start).asFloatBuffer().get(values);
        return values;
    }

    private Path predictions(Split split, String clip) {
        String name = URLEncoder.encode(clip, StandardCharsets.UTF_8); // different clips keep different names
        return path.resolve("predictions").resolve(split.label()).resolve(name + ".npy");
    }

    private static void addAll(ArrayNode array, float[] values) {
        for (float value : values) {
            array.add(value);
        }
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
        JsonFiles.writeBytes(predictions(split, clip), bytes.array());
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
        List<Figure> figures = new ArrayList<>();
        array.forEach(node -> figures.add(new Figure(
                node.get("metric").asText(),
                node.get("target").asText(),
                node.get("value").asDouble())));
        return figures;
    }
}
