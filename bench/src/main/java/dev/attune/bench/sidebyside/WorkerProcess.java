package dev.attune.bench.sidebyside;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A worker of either side, asked over its standard input and output. */
final class WorkerProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Process process;
    private final Writer requests;
    private final BufferedReader answers;

    private WorkerProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        requests = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts a worker.
     *
     * @param name for messages
     * @param program its program
     */
    static WorkerProcess start(String name, ProcessBuilder program) {
        try {
            return new WorkerProcess(name, program.start());
        } catch (IOException e) {
            throw new BenchmarkException("The worker " + name + " cannot be started: " + e.getMessage() + ".", e);
        }
    }

    /**
     * What a worker is to train.
     *
     * @param measured the case
     * @param threads of its engine
     * @param exchange the file that both sides start from
     * @param dropout whether the model keeps its dropout
     * @param fused whether PyTorch uses its fused optimiser
     */
    record Opening(Case measured, int threads, Path exchange, boolean dropout, boolean fused) {}

    /** Opens a training, which replaces one that was open, and returns how many values it learns. */
    long open(Opening opening) {
        ObjectNode request = JSON.createObjectNode()
                .put("do", "open")
                .put("case", opening.measured().label())
                .put("threads", opening.threads())
                .put("exchange", opening.exchange().toString())
                .put("dropout", opening.dropout())
                .put("fused", opening.fused());
        return ask(request).path("parameters").asLong();
    }

    /**
     * What steps gave, in order.
     *
     * @param seconds of each
     * @param losses of each
     */
    record Steps(List<Double> seconds, List<Double> losses) {
        Steps {
            seconds = List.copyOf(seconds);
            losses = List.copyOf(losses);
        }
    }

    /** Trains. */
    Steps step(int count) {
        JsonNode answer = ask(JSON.createObjectNode().put("do", "step").put("count", count));
        return new Steps(numbers(answer.path("seconds")), numbers(answer.path("losses")));
    }

    /**
     * The memory of a worker, in kB.
     *
     * @param peak the largest resident set so far
     * @param resident the resident set
     */
    record Memory(long peak, long resident) {}

    /** Asks how much memory the worker takes. */
    Memory memory() {
        JsonNode answer = ask(JSON.createObjectNode().put("do", "memory"));
        return new Memory(
                answer.path("kilobytes").asLong(), answer.path("resident").asLong());
    }

    private static List<Double> numbers(JsonNode array) {
        List<Double> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asDouble()));
        return values;
    }

    private JsonNode ask(ObjectNode request) {
        try {
            requests.write(request + "\n");
            requests.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new BenchmarkException("The worker " + name + " ended without an answer; its log says why.");
            }
            JsonNode answer = JSON.readTree(line);
            if (answer.has("error")) {
                throw new BenchmarkException("The worker " + name + " failed: "
                        + answer.path("error").asText());
            }
            return answer;
        } catch (IOException e) {
            throw new BenchmarkException("The worker " + name + " cannot be asked: " + e.getMessage() + ".", e);
        }
    }

    /** Ends the worker, which ends by itself when there is nothing more to read. */
    @Override
    public void close() {
        try {
            requests.close();
            process.waitFor();
            answers.close();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
