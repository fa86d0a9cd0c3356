package dev.attune.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.attune.api.config.NoOptions;
import dev.attune.api.metric.MetricState;
import dev.attune.testkit.golden.GoldenCases;
import org.junit.jupiter.api.Test;

/** Compares the CCC metrics with what the authors' evaluation code printed for the same frames. */
final class GoldenMetricTest {
    @Test
    void reproducesBothDefinitions() {
        JsonNode examples = GoldenCases.protocol("metric_ccc");
        assertThat(examples).isNotEmpty();
        for (JsonNode example : examples) {
            assertThat(value(PlainMetricFactory.ccc(), example))
                    .isCloseTo(example.get("ccc_jca_metric").asDouble(), within(1e-9));
            assertThat(value(PlainMetricFactory.referenceCcc(), example))
                    .isCloseTo(example.get("ccc_rjcma_logger").asDouble(), within(1e-9));
        }
    }

    private static double value(PlainMetricFactory factory, JsonNode example) {
        MetricState state = factory.create(new NoOptions()).newState();
        for (int i = 0; i < example.get("pred").size(); i++) {
            state.add(
                    example.get("pred").get(i).asDouble(),
                    example.get("gold").get(i).asDouble());
        }
        return state.value().orElseThrow();
    }
}
