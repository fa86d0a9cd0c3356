package dev.attune.bench.sidebyside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Trains one case on request, as {@code worker.py} does: one line of JSON per request on standard input, one per answer on standard
 * output.
 */
public final class AttuneWorker {
    private static final ObjectMapper JSON = new ObjectMapper();

    private @Nullable AttuneTraining training;

    AttuneWorker() {}

    /**
     * Serves, or, given {@code --first-step CASE --threads N}, trains one step and ends.
     *
     * @param args the arguments
     * @throws IOException if standard input breaks
     */
    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err); // only answers may stand there
        if (args.length == 4 && args[0].equals("--first-step") && args[2].equals("--threads")) {
            try (AttuneTraining first = new AttuneTraining(Case.of(args[1]), Integer.parseInt(args[3]), true)) {
                out.println(JSON.createObjectNode().put("loss", first.step()));
                out.flush();
            }
            return;
        }
        new AttuneWorker().serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), out);
    }

    /** Answers requests until there are no more. */
    void serve(BufferedReader requests, PrintStream answers) throws IOException {
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            answers.println(answerOrError(line));
            answers.flush();
        }
        close();
    }

    private ObjectNode answerOrError(String line) {
        try {
            return answer(JSON.readTree(line));
        } catch (IOException | RuntimeException e) {
            e.printStackTrace(System.err); // the log; the one who asked is told what happened
            return JSON.createObjectNode().put("error", e.toString());
        }
    }

    private ObjectNode answer(JsonNode request) {
        return switch (request.path("do").asText()) {
            case "open" -> open(request);
            case "step" -> step(request.path("count").asInt());
            case "memory" ->
                JSON.createObjectNode().put("kilobytes", ProcessMemory.peak()).put("resident", ProcessMemory.now());
            case "close" -> {
                close();
                yield JSON.createObjectNode();
            }
            default ->
                throw new IllegalArgumentException(
                        "found the request " + request + ", wanted open, step, memory or close");
        };
    }

    private ObjectNode open(JsonNode request) {
        close();
        AttuneTraining opened = new AttuneTraining(
                Case.of(request.path("case").asText()),
                request.path("threads").asInt(),
                request.path("dropout").asBoolean());
        training = opened;
        opened.exchange(Path.of(request.path("exchange").asText()));
        return JSON.createObjectNode().put("parameters", opened.size());
    }

    private ObjectNode step(int count) {
        AttuneTraining current = training;
        if (current == null) {
            throw new IllegalArgumentException("found the request step before open");
        }
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode seconds = answer.putArray("seconds");
        ArrayNode losses = answer.putArray("losses");
        for (int step = 0; step < count; step++) {
            long start = System.nanoTime();
            losses.add(current.step());
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        return answer;
    }

    private void close() {
        if (training != null) {
            training.close();
            training = null;
        }
    }
}
