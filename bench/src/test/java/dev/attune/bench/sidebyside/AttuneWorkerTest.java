package dev.attune.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.runner.data.Lookup;
import dev.attune.runner.train.Tensor;
import dev.attune.runner.trial.SafeTensors;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttuneWorkerTest {
    @TempDir
    Path folder;

    @Test
    void answersEachRequestWithOneLine() throws IOException {
        List<JsonNode> answers =
                ask(open(), "{\"do\":\"step\",\"count\":2}", "{\"do\":\"memory\"}", "{\"do\":\"close\"}");

        assertThat(answers).hasSize(4).noneMatch(answer -> answer.has("error"));
        assertThat(answers.get(0).path("parameters").asLong()).isPositive();
        assertThat(answers.get(1).path("seconds")).hasSize(2).allMatch(seconds -> seconds.asDouble() > 0);
        assertThat(answers.get(1).path("losses")).hasSize(2).allMatch(loss -> loss.asDouble() > 0);
        assertThat(answers.get(2).path("kilobytes").asLong()).isPositive();
        assertThat(answers.get(2).path("resident").asLong()).isPositive();
    }

    @Test
    void trainsTheSameAgainAfterOpeningAgain() throws IOException {
        String step = "{\"do\":\"step\",\"count\":1}";
        List<JsonNode> answers = ask(open(), step, open(), step);
        assertThat(answers.get(3).path("losses")).isEqualTo(answers.get(1).path("losses"));
    }

    @Test
    void writesParametersAndBatchesForTheOtherSide() throws IOException {
        ask(open());
        SafeTensors file = SafeTensors.read(exchange());
        assertThat(file.metadata()).containsEntry("batches", "4");
        assertThat(file.tensors())
                .containsKeys("model.temporal.visual.network.0.conv1.weight_v", "model.head.bn1.running_mean");
        Tensor features = Lookup.required(file.tensors(), "batch.0.features.visual");
        assertThat(features.shape()).containsExactly(4, 50, 32);
    }

    @Test
    void saysWhatIsWrongAndGoesOn() throws IOException {
        List<JsonNode> answers =
                ask("{\"do\":\"step\",\"count\":1}", "{\"do\":\"dance\"}", "nonsense", "{\"do\":\"close\"}");
        assertThat(answers.get(0).path("error").asText()).contains("found the request step before open");
        assertThat(answers.get(1).path("error").asText()).contains("wanted open, step, memory or close");
        assertThat(answers.get(2).has("error")).isTrue();
        assertThat(answers.get(3).has("error")).isFalse();
    }

    @Test
    void namesTheCasesThatThereAre() throws IOException {
        String request = open().replace("\"tiny\"", "\"huge\"");
        assertThat(ask(request).get(0).path("error").asText())
                .contains("Found the case huge, wanted one of rjcma, rjcma-no-tcn, jca, concat, mult, tiny.");
    }

    private Path exchange() {
        return folder.resolve("tiny.safetensors");
    }

    private String open() {
        return new ObjectMapper()
                .createObjectNode()
                .put("do", "open")
                .put("case", "tiny")
                .put("threads", 1)
                .put("exchange", exchange().toString())
                .put("dropout", false)
                .toString();
    }

    private static List<JsonNode> ask(String... requests) throws IOException {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        try (BufferedReader reader = new BufferedReader(new StringReader(String.join("\n", requests)));
                PrintStream out = new PrintStream(answers, true, StandardCharsets.UTF_8)) {
            new AttuneWorker().serve(reader, out);
        }
        ObjectMapper json = new ObjectMapper();
        return answers.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> {
                    try {
                        return json.readTree(line);
                    } catch (IOException e) {
                        throw new AssertionError(line, e);
                    }
                })
                .toList();
    }
}
