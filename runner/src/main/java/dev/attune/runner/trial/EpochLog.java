package dev.attune.runner.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.api.DataException;
import dev.attune.runner.train.Figure;
import dev.attune.runner.train.TrainingListener.Epoch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file {@code metrics.jsonl}: one line an epoch. */
final class EpochLog {
    private final Path file;

    EpochLog(Path file) {
        this.file = file;
    }

    void append(Epoch epoch) {
        ObjectNode line = JsonFiles.object();
        line.put("epoch", epoch.number());
        line.put("of", epoch.of());
        line.put("learning-rate", epoch.learningRate());
        line.put("loss", epoch.loss());
        epoch.auxiliary().forEach(line.putObject("auxiliary")::put);
        ObjectNode validation = line.putObject("validation");
        for (Figure figure : epoch.validation()) {
            validation.withObjectProperty(figure.metric()).put(figure.target(), figure.value());
        }
        line.put("best", epoch.best());
        line.put("seconds", epoch.seconds());
        JsonFiles.append(file, line);
    }

    /**
     * Returns all epochs; a last line that was not written to its end is none.
     *
     * @throws DataException if the file is damaged elsewhere
     */
    List<Epoch> read() {
        List<Epoch> epochs = new ArrayList<>();
        for (String line : lines()) {
            JsonNode json = JsonFiles.parse(file + ", line " + (epochs.size() + 1), line);
            if (json.path("epoch").asInt() != epochs.size() + 1) {
                throw new DataException(file + ", line " + (epochs.size() + 1) + " is damaged: found "
                        + json.path("epoch") + ", wanted epoch " + (epochs.size() + 1) + ".");
            }
            epochs.add(epoch(json));
        }
        return epochs;
    }

    /**
     * Leaves the lines of the first epochs only.
     *
     * @return whether there are so many
     */
    boolean cut(int epochs) {
        List<String> lines = lines();
        if (lines.size() < epochs) {
            return false;
        }
        JsonFiles.writeText(
                file,
                String.join(
                        "",
                        lines.subList(0, epochs).stream()
                                .map(line -> line + "\n")
                                .toList()));
        return true;
    }

    /** Returns the lines that end. */
    private List<String> lines() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + JsonFiles.words(e), e);
        }
    }

    private static Epoch epoch(JsonNode json) {
        Map<String, Double> auxiliary = new LinkedHashMap<>();
        json.path("auxiliary")
                .properties()
                .forEach(entry -> auxiliary.put(entry.getKey(), entry.getValue().asDouble()));
        List<Figure> validation = new ArrayList<>();
        json.path("validation")
                .properties()
                .forEach(metric -> metric.getValue()
                        .properties()
                        .forEach(target -> validation.add(new Figure(
                                metric.getKey(),
                                target.getKey(),
                                target.getValue().asDouble()))));
        return new Epoch(
                json.path("epoch").asInt(),
                json.path("of").asInt(),
                json.path("learning-rate").asDouble(),
                json.path("loss").asDouble(),
                auxiliary,
                validation,
                json.path("best").asBoolean(),
                json.path("seconds").asDouble());
    }
}
