package dev.attune.runner.execute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.runner.train.Figure;
import dev.attune.runner.train.TrainingListener;
import dev.attune.runner.trial.Goal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this process and a worker tell each other: one JSON object a line, on the worker's standard streams.
 *
 * <p>A native library may print to the same stream, even half a line. So a message of a worker begins on a line of its own, with a mark
 * that nothing else prints; all else is not for us. Numbers are exact texts, because JSON knows no NaN.
 */
final class Protocol {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "@attune@ ";

    private Protocol() {}

    /**
     * What a worker is to do.
     *
     * @param id of the trial
     * @param folder of the trial
     * @param goal how far it is trained
     * @param test whether it is scored on test
     */
    record Order(String id, Path folder, Goal goal, boolean test) {
        static Order of(TrialTask task) {
            return new Order(task.trial().id(), task.folder().path().toAbsolutePath(), task.goal(), task.test());
        }

        String toLine() {
            return JSON.createObjectNode()
                    .put("trial", id)
                    .put("folder", folder.toString())
                    .put("epochs", goal.epochs())
                    .put("test", test)
                    .toString();
        }

        static Order fromLine(String line) throws JsonProcessingException {
            JsonNode json = JSON.readTree(line);
            return new Order(
                    json.get("trial").asText(),
                    Path.of(json.get("folder").asText()),
                    new Goal(json.get("epochs").asInt()),
                    json.get("test").asBoolean());
        }
    }

    /** What a worker says. */
    enum Kind {
        /** It can take a task. */
        READY,
        /** An epoch of its task ended. */
        EPOCH,
        /** Its task is done. */
        END,
        /** Its task, or before {@link #READY} its start, failed. */
        FAILURE
    }

    /**
     * A message of a worker.
     *
     * @param kind what happened
     * @param epoch of a message about one
     * @param failure of a message about one
     */
    record Message(
            Kind kind,
            TrainingListener.@Nullable Epoch epoch,
            @Nullable Failure failure) {
        static Message of(Kind kind) {
            return new Message(kind, null, null);
        }

        static Message of(TrainingListener.Epoch epoch) {
            return new Message(Kind.EPOCH, epoch, null);
        }

        static Message of(Failure failure) {
            return new Message(Kind.FAILURE, null, failure);
        }

        /** Returns the text to write, line breaks included. */
        String toText() {
            ObjectNode json = JSON.createObjectNode().put("kind", kind.name());
            if (epoch != null) {
                put(json.putObject("epoch"), epoch);
            }
            if (failure != null) {
                json.put("fault", failure.kind().name()).put("reason", failure.reason());
            }
            return "\n" + MARK + json + "\n";
        }

        /** Returns the message of a line; empty if the line is none. */
        static Optional<Message> fromLine(String line) {
            if (!line.startsWith(MARK)) {
                return Optional.empty();
            }
            try {
                JsonNode json = JSON.readTree(line.substring(MARK.length()));
                JsonNode epoch = json.get("epoch");
                JsonNode reason = json.get("reason");
                return Optional.of(new Message(
                        Kind.valueOf(json.get("kind").asText()),
                        epoch == null ? null : epoch(epoch),
                        reason == null
                                ? null
                                : new Failure(
                                        Failure.Kind.valueOf(json.get("fault").asText()), reason.asText())));
            } catch (JsonProcessingException e) {
                return Optional.empty(); // something was printed into the midst of it
            }
        }

        private static void put(ObjectNode json, TrainingListener.Epoch epoch) {
            json.put("number", epoch.number()).put("of", epoch.of());
            json.put("learning-rate", Double.toString(epoch.learningRate()));
            json.put("loss", Double.toString(epoch.loss()));
            ObjectNode auxiliary = json.putObject("auxiliary");
            epoch.auxiliary().forEach((name, value) -> auxiliary.put(name, Double.toString(value)));
            ArrayNode figures = json.putArray("validation");
            epoch.validation()
                    .forEach(figure -> figures.addObject()
                            .put("metric", figure.metric())
                            .put("target", figure.target())
                            .put("value", Double.toString(figure.value())));
            json.put("best", epoch.best()).put("seconds", Double.toString(epoch.seconds()));
        }

        private static TrainingListener.Epoch epoch(JsonNode json) {
            Map<String, Double> auxiliary = new LinkedHashMap<>();
            json.get("auxiliary")
                    .properties()
                    .forEach(entry -> auxiliary.put(entry.getKey(), number(entry.getValue())));
            List<Figure> figures = new ArrayList<>();
            json.get("validation")
                    .forEach(node -> figures.add(new Figure(
                            node.get("metric").asText(), node.get("target").asText(), number(node.get("value")))));
            return new TrainingListener.Epoch(
                    json.get("number").asInt(),
                    json.get("of").asInt(),
                    number(json.get("learning-rate")),
                    number(json.get("loss")),
                    auxiliary,
                    figures,
                    json.get("best").asBoolean(),
                    number(json.get("seconds")));
        }

        private static double number(JsonNode text) {
            return Double.parseDouble(text.asText());
        }
    }
}
