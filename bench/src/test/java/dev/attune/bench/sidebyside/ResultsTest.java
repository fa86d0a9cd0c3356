package dev.attune.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.bench.sidebyside.Comparison.Round;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsTest {
    @TempDir
    Path folder;

    private final StringWriter printed = new StringWriter();

    @BeforeEach
    void measure() {
        Results results = new Results(folder, new PrintWriter(printed), Map.of("threads", "1"));
        results.add(new Finding("losses agree", "tiny", "they do"));
        results.add(new Comparison(
                "training step", "tiny", "PyTorch", "ms", List.of(new Round(Sample.of(1, 2), Sample.of(3, 5)))));
    }

    @Test
    void printsConditionsAndEachRowAsItComes() {
        assertThat(printed.toString().lines())
                .anyMatch(line -> line.equals("threads: 1"))
                .anyMatch(line -> line.matches("losses agree +tiny +they do"))
                .anyMatch(line -> line.matches("training step +tiny +ms +1\\.500 .*PyTorch 4\\.000 .* 0\\.38 .*"));
    }

    @Test
    void jsonHoldsEveryMeasuredValue() throws IOException {
        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("results.json")));
        JsonNode row = json.path("comparisons").path(0);
        assertThat(row.path("rounds").path(0).path("attune"))
                .map(JsonNode::asDouble)
                .containsExactly(1.0, 2.0);
        assertThat(row.path("rounds").path(0).path("other"))
                .map(JsonNode::asDouble)
                .containsExactly(3.0, 5.0);
        assertThat(json.path("findings").path(0).path("text").asText()).isEqualTo("they do");
        assertThat(json.path("conditions").path("threads").asText()).isEqualTo("1");
    }

    @Test
    void csvHasOneRowAComparison() throws IOException {
        assertThat(Files.readAllLines(folder.resolve("results.csv")))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("training step,tiny,PyTorch,ms,1.50000,1.00000,2.00000,4.00000,3.00000,5.00000,0.375000");
    }

    @Test
    void markdownHoldsTheTable() throws IOException {
        assertThat(Files.readString(folder.resolve("results.md")))
                .contains(
                        "| training step | tiny | ms | 1.500 (1.000-2.000) | PyTorch 4.000 (3.000-5.000) | 0.38 (0.38-0.38) |")
                .contains("- losses agree, tiny: they do");
    }
}
